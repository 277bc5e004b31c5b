namespace TaskGrid.Storage;

/// <summary>
/// Makes whole folders that are there completely or not at all, also after <c>kill -9</c> or a power cut: a temporary
/// folder beside the target, synchronized, then renamed.
/// </summary>
public static class AtomicFolder
{
    /// <summary>
    /// Makes a folder; missing parents are made. A failure leaves nothing behind, and what a killed process left of
    /// the same folder is removed.
    /// </summary>
    /// <param name="path">The folder to make. It must not exist, or be empty.</param>
    /// <param name="fill">Writes the content into the folder whose path it gets.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>: no permission, no space, or the
    /// folder exists. What <paramref name="fill"/> throws comes out as it is, unless it is an I/O failure
    /// too.</exception>
    public static void Create(string path, Action<string> fill)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var parent = Path.GetDirectoryName(target)
            ?? throw new TaskGridException(ErrorCodes.StoreUnavailable, $"'{path}' cannot be made.");
        StoreErrors.Guard(target, () => Create(parent, target, fill));
    }

    private static void Create(string parent, string target, Action<string> fill)
    {
        DurableFolder.Create(parent);
        TemporaryFolder.RemoveAbandoned(target);
        using var temporary = TemporaryFolder.Beside(target);
        fill(temporary.Path);
        FlushTree(temporary.Path);
        Directory.Move(temporary.Path, target);
        DurableFolder.Flush(parent);
    }

    private static void FlushTree(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(handle);
        }

        foreach (var child in Directory.EnumerateDirectories(folder)) FlushTree(child);
        DurableFolder.Flush(folder);
    }
}
