namespace TaskGrid.Tests;

/// <summary>The folder of this repository.</summary>
internal static class Repository
{
    /// <summary>Its path.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TaskGrid.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("TaskGrid.sln is not above the tests.");
        return folder.FullName;
    }
}
