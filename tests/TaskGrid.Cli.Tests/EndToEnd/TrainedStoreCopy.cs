using System.Text.Json;

namespace TaskGrid.Cli.Tests.EndToEnd;

/// <summary>A store of its own with the same base and task, which no server serves.</summary>
internal sealed class TrainedStoreCopy : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TrainedStore _original;

    public TrainedStoreCopy(TrainedStore original)
    {
        _original = original;
        Directory.CreateDirectory(Path);
        Directory.CreateSymbolicLink(
            System.IO.Path.Combine(Path, "bases"), System.IO.Path.Combine(original.Store, "bases"));
        Json("diff", "pull", "reviews@v1", "--from", original.Store, "--json");
    }

    /// <summary>The store.</summary>
    public string Path => _folder.File("store");

    /// <summary>A command line that works on it.</summary>
    public string[] At(params string[] arguments) => [.. arguments, "--store", Path];

    /// <summary>Runs a command that must succeed and parses what it prints.</summary>
    public JsonElement Json(params string[] arguments) => _original.Json(At(arguments));

    /// <summary>Damages the diff of a version.</summary>
    /// <returns>The hash that it should have.</returns>
    public string Spoil(string version)
    {
        var hash = Json("version", "show", version, "--json").GetProperty("sha256").GetString()!;
        var file = System.IO.Path.Combine(Path, "content", hash[..2], hash);
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);
        return hash;
    }

    /// <summary>Makes everything older.</summary>
    public void Age(TimeSpan by)
    {
        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file) - by);
    }

    public void Dispose() => _folder.Dispose();
}
