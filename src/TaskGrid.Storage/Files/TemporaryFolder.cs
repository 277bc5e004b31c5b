namespace TaskGrid.Storage;

/// <summary>
/// A folder beside a target that is being made. A lock file tells a writer at work from one that was killed: the
/// operating system gives up a lock when its process ends.
/// </summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const string LockSuffix = ".lock";
    private readonly FileStream _lock;

    private TemporaryFolder(string path)
    {
        Path = path;
        _lock = new FileStream(
            path + LockSuffix, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1,
            FileOptions.DeleteOnClose);
        try
        {
            Directory.CreateDirectory(path);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    public string Path { get; }

    /// <exception cref="IOException">It cannot be made.</exception>
    public static TemporaryFolder Beside(string target)
    {
        while (true)
        {
            try
            {
                return new TemporaryFolder($"{Prefix(target)}{Guid.NewGuid():N}.tmp");
            }
            catch (IOException exception) when (KeyLocks.IsHeld(exception))
            {
                // Between making and locking the file, another process took it for an abandoned one.
            }
        }
    }

    /// <summary>Removes what killed writers of a target left.</summary>
    public static void RemoveAbandoned(string target)
    {
        var prefix = Prefix(target);
        var pattern = $"{System.IO.Path.GetFileName(prefix)}*.tmp{LockSuffix}";
        foreach (var file in Directory.GetFiles(System.IO.Path.GetDirectoryName(prefix)!, pattern))
        {
            try
            {
                using var abandoned = new TemporaryFolder(file[..^LockSuffix.Length]);
            }
            catch (Exception exception) when (StoreErrors.IsStoreFailure(exception))
            {
                // Another process holds the lock: that writer is at work. Or it is another user's to remove.
            }
        }
    }

    public void Dispose()
    {
        // The lock goes last, so that a kill in between leaves it as the sign of an abandoned folder.
        try
        {
            if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
        }
        catch (Exception exception) when (StoreErrors.IsStoreFailure(exception))
        {
            // What went wrong first is what the caller has to hear; the next writer removes the rest.
        }

        _lock.Dispose();
    }

    private static string Prefix(string target) => System.IO.Path.Combine(
        System.IO.Path.GetDirectoryName(target)!, $".{System.IO.Path.GetFileName(target)}.");
}
