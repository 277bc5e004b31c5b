namespace TaskGrid.Orleans.Tests.Clusters;

/// <summary>A store that holds the reading of some blobs until whoever reads gives up, or all are released.</summary>
internal sealed class HeldStore(IBlobStore inner) : IBlobStore
{
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string _suffix = "none";
    private int _held;

    public string Name => inner.Name;

    /// <summary>How many wait.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>Holds blobs from now on whose keys end so.</summary>
    public void Hold(string suffix) => _suffix = suffix;

    /// <summary>Holds nothing any more.</summary>
    public void Release() => _release.TrySetResult();

    public async Task<Blob?> OpenAsync(string key, CancellationToken cancellationToken = default)
    {
        if (key.EndsWith(_suffix, StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _held);
            try
            {
                await _release.Task.WaitAsync(cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref _held);
            }
        }

        return await inner.OpenAsync(key, cancellationToken);
    }

    public Task<BlobInfo?> FindAsync(string key, CancellationToken cancellationToken = default) => inner.FindAsync(key, cancellationToken);

    public Task<string?> WriteAsync(
        string key, Stream content, BlobCondition condition, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(key, content, condition, cancellationToken);

    public Task<bool> DeleteAsync(string key, string? ifMatch = null, CancellationToken cancellationToken = default) =>
        inner.DeleteAsync(key, ifMatch, cancellationToken);

    public IAsyncEnumerable<BlobInfo> ListAsync(string prefix, CancellationToken cancellationToken = default) =>
        inner.ListAsync(prefix, cancellationToken);
}
