namespace TaskGrid;

/// <summary>
/// Named blobs in one place: a folder, or a container in the cloud. A write is whole or not there at all, durable when
/// the call returns, and may carry a condition that holds between processes and machines. Keys follow
/// <see cref="BlobKey"/>.
/// </summary>
/// <remarks>
/// Every member throws <see cref="TaskGridException"/> with <see cref="ErrorCodes.StoreUnavailable"/> when the store
/// cannot be reached, read or written, after bounded retries where a retry can help, and
/// <see cref="ErrorCodes.InvalidArgument"/> for a key that breaks the rule. So does reading from an open blob. A write
/// that throws may have happened all the same: whoever must know reads back.
/// </remarks>
public interface IBlobStore
{
    /// <summary>What messages call the store: a path, or an address without secrets.</summary>
    string Name { get; }

    /// <summary>Opens a blob for reading; null when there is none. What is read is one whole version of it.</summary>
    Task<Blob?> OpenAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>What is known of a blob without reading it; null when there is none.</summary>
    Task<BlobInfo?> FindAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes a blob from a stream's position to its end. No other key may be this one followed by <c>/</c>, or its
    /// beginning: a folder cannot hold both.
    /// </summary>
    /// <returns>The new ETag, or null when the condition did not hold and nothing was written.</returns>
    Task<string?> WriteAsync(
        string key, Stream content, BlobCondition condition, CancellationToken cancellationToken = default);

    /// <summary>Deletes a blob.</summary>
    /// <param name="key">The blob.</param>
    /// <param name="ifMatch">Only when it still has this ETag; null: whatever it has.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether it was deleted: false when there was none, or the ETag was another. After a lost answer and a
    /// retry, a blob that the first try deleted counts as one that was not there.</returns>
    Task<bool> DeleteAsync(string key, string? ifMatch = null, CancellationToken cancellationToken = default);

    /// <summary>Lists blobs by ordinal order of their keys. What is written or deleted meanwhile may be in it or not.</summary>
    /// <param name="prefix">The beginning of the keys, not necessarily whole segments; empty for all.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    IAsyncEnumerable<BlobInfo> ListAsync(string prefix, CancellationToken cancellationToken = default);
}
