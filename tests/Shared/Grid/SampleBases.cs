using TaskGrid.Node;

namespace TaskGrid.Tests.Grid;

/// <summary>A folder with the sample base, imported once for all tests.</summary>
public sealed class SampleBases : IDisposable
{
    /// <summary>The base's name.</summary>
    public const string Name = "tg-mini";

    private readonly ScratchFolder _folder = new();

    public SampleBases()
    {
        using var bases = new BaseCatalog(Path);
        bases.ImportAsync(SourceFolder(), Name).GetAwaiter().GetResult();
    }

    /// <summary>The folder.</summary>
    public string Path => _folder["bases"];

    public void Dispose() => _folder.Dispose();

    private static string SourceFolder() => System.IO.Path.Combine(Repository.Root, "samples", "models", "tg-mini");
}
