namespace TaskGrid.Storage;

/// <summary>A store of which nothing is changed.</summary>
/// <param name="store">The store that is read.</param>
public sealed class ReadOnlyBlobStore(IBlobStore store) : IBlobStore
{
    /// <inheritdoc/>
    public string Name => store.Name;

    /// <inheritdoc/>
    public Task<Blob?> OpenAsync(string key, CancellationToken cancellationToken = default) =>
        store.OpenAsync(key, cancellationToken);

    /// <inheritdoc/>
    public Task<BlobInfo?> FindAsync(string key, CancellationToken cancellationToken = default) =>
        store.FindAsync(key, cancellationToken);

    /// <summary>Writes nothing.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.ReadOnly"/>.</exception>
    public Task<string?> WriteAsync(
        string key, Stream content, BlobCondition condition, CancellationToken cancellationToken = default) =>
        throw Refused();

    /// <summary>Deletes nothing.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.ReadOnly"/>.</exception>
    public Task<bool> DeleteAsync(
        string key, string? ifMatch = null, CancellationToken cancellationToken = default) => throw Refused();

    /// <inheritdoc/>
    public IAsyncEnumerable<BlobInfo> ListAsync(string prefix, CancellationToken cancellationToken = default) =>
        store.ListAsync(prefix, cancellationToken);

    private static TaskGridException Refused() =>
        new(ErrorCodes.ReadOnly, "This server is read-only. Send what changes something to one that is not.");
}
