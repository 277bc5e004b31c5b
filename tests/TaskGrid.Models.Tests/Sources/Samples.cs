namespace TaskGrid.Models.Tests;

/// <summary>Folders of the repository.</summary>
internal static class Samples
{
    /// <summary>The sample base model.</summary>
    public static string TgMini { get; } = Path.Combine(Root(), "samples", "models", "tg-mini");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TaskGrid.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("TaskGrid.sln is not above the tests.");
        return folder.FullName;
    }
}
