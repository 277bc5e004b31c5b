namespace TaskGrid.Tests;

/// <summary>The working tree that this program was built from.</summary>
internal static class RepositoryFolder
{
    /// <summary>The folder of <c>TaskGrid.sln</c>.</summary>
    public static string Root { get; } = Find();

    /// <summary>A path in the working tree.</summary>
    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && folder.GetFiles("TaskGrid.sln").Length == 0) folder = folder.Parent;
        return folder?.FullName
            ?? throw new InvalidOperationException("No folder above this program holds TaskGrid.sln.");
    }
}
