namespace TaskGrid.Storage;

/// <summary>A lock that is held; the file goes first, so that the next thread finds it free.</summary>
internal sealed class KeyLock(SemaphoreSlim queue, FileStream file) : IDisposable
{
    public void Dispose()
    {
        file.Dispose();
        queue.Release();
    }
}
