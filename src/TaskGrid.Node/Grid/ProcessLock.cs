using TaskGrid.Storage;

namespace TaskGrid.Node;

/// <summary>
/// Files of this machine that a process has locked while it uses what lies beside them. The operating system gives a lock up when its
/// process ends, however that ends.
/// </summary>
internal static class ProcessLock
{
    /// <summary>Locks a file, which is made when it is not there.</summary>
    /// <returns>Gives the lock up when disposed; null: another process has it, or the disk fails.</returns>
    public static IDisposable? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (Exception exception) when (StoreErrors.IsStoreFailure(exception))
        {
            return null;
        }
    }
}
