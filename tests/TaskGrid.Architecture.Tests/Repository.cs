namespace TaskGrid.Architecture.Tests;

/// <summary>The working tree that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder of <c>TaskGrid.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every project file below a folder of the repository.</summary>
    public static IEnumerable<string> Projects(string folder) => Files(folder, "*.csproj");

    /// <summary>Files of a pattern below a folder of the repository; none when there is no such folder.</summary>
    public static IEnumerable<string> Files(string folder, string pattern)
    {
        var path = Path.Combine(Root, folder);
        return Directory.Exists(path) ? Directory.EnumerateFiles(path, pattern, SearchOption.AllDirectories) : [];
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && folder.GetFiles("TaskGrid.sln").Length == 0) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("No folder above the tests holds TaskGrid.sln.");
    }
}
