using TaskGrid.Node;

namespace TaskGrid.Gateway.Tests.Fixtures;

/// <summary>A folder with the sample base, imported once for all tests.</summary>
internal static class SampleBases
{
    /// <summary>The base's name.</summary>
    public const string Name = "tg-mini";

    private static readonly Lazy<Task<string>> Imported = new(ImportAsync);

    /// <summary>The folder.</summary>
    public static Task<string> FolderAsync() => Imported.Value;

    private static async Task<string> ImportAsync()
    {
        var folder = Directory.CreateTempSubdirectory("taskgrid-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        using var bases = new BaseCatalog(folder);
        await bases.ImportAsync(SourceFolder(), Name);
        return folder;
    }

    private static string SourceFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TaskGrid.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("TaskGrid.sln is not above the tests.");
        return Path.Combine(folder.FullName, "samples", "models", "tg-mini");
    }
}
