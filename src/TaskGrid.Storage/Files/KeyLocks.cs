using System.Security.Cryptography;
using System.Text;

namespace TaskGrid.Storage;

/// <summary>
/// One lock for each key, held between threads and processes: an exclusive lock of the operating system on one of a
/// fixed number of files. It ends with its process, however that ends. Keys that share a file wait for each other.
/// </summary>
/// <param name="folder">The folder of the lock files.</param>
/// <param name="patience">How long to wait for a lock.</param>
internal sealed class KeyLocks(string folder, TimeSpan patience)
{
    private const int Files = 64;
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMacOs = 35;
    private const int SharingViolationOnWindows = unchecked((int)0x80070020);

    // Short, for whoever only looks now and then loses against a process that hands the lock on among its threads.
    private static readonly TimeSpan MaxPause = TimeSpan.FromMilliseconds(10);

    // Threads of this process queue here, in order; only one of them asks for the file.
    private readonly SemaphoreSlim[] _queues = [.. Enumerable.Range(0, Files).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Longer than any commit takes; a process that is stopped may hold a lock for good.</summary>
    public static TimeSpan DefaultPatience { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Waits for a key's lock.</summary>
    /// <returns>Gives it up when disposed.</returns>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>: the lock file cannot be made, or
    /// another process has held it for too long.</exception>
    public async Task<IDisposable> AcquireAsync(string key, CancellationToken cancellationToken)
    {
        var index = SHA256.HashData(Encoding.ASCII.GetBytes(key))[0] % Files;
        var queue = _queues[index];
        await queue.WaitAsync(cancellationToken);
        try
        {
            return new KeyLock(queue, await LockFileAsync(Path.Combine(folder, $"{index:x2}"), cancellationToken));
        }
        catch
        {
            queue.Release();
            throw;
        }
    }

    /// <summary>Whether opening a file failed because someone else has it locked.</summary>
    public static bool IsHeld(Exception exception) => exception is IOException
    {
        HResult: WouldBlockOnLinux or WouldBlockOnMacOs or SharingViolationOnWindows
    };

    private async Task<FileStream> LockFileAsync(string path, CancellationToken cancellationToken)
    {
        var since = Environment.TickCount64;
        for (var pause = TimeSpan.FromMilliseconds(1); ; pause = pause * 2 < MaxPause ? pause * 2 : MaxPause)
        {
            if (TryLock(path) is { } file) return file;
            if (Environment.TickCount64 - since > patience.TotalMilliseconds)
                throw new TaskGridException(
                    ErrorCodes.StoreUnavailable,
                    $"Another process has held {path} locked for {patience.TotalSeconds:0} seconds. "
                    + "Find the process that has it open (fuser, lsof), and end or continue it.");
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), cancellationToken);
        }
    }

    private FileStream? TryLock(string path)
    {
        try
        {
            DurableFolder.Create(folder);
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (Exception exception) when (IsHeld(exception))
        {
            return null;
        }
        catch (Exception exception) when (StoreErrors.IsStoreFailure(exception))
        {
            throw StoreErrors.Unavailable(path, exception);
        }
    }
}
