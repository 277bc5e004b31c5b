namespace TaskGrid;

/// <summary>Small blobs as byte arrays.</summary>
public static class BlobStoreExtensions
{
    /// <summary>Reads a whole blob into memory; null when there is none.</summary>
    /// <param name="store">The store.</param>
    /// <param name="key">The blob.</param>
    /// <param name="maxBytes">The longest content to accept.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreInvalid"/>: the blob is longer. And what
    /// <see cref="IBlobStore"/> throws.</exception>
    public static async Task<BlobContent?> ReadBytesAsync(
        this IBlobStore store, string key, int maxBytes, CancellationToken cancellationToken = default)
    {
        await using var blob = await store.OpenAsync(key, cancellationToken);
        if (blob is null) return null;
        if (blob.Info.Bytes > maxBytes)
            throw new TaskGridException(
                ErrorCodes.StoreInvalid,
                $"'{key}' in {store.Name} has {blob.Info.Bytes} bytes where at most {maxBytes} are expected. "
                + "It was not written by this program, or is damaged: restore or delete it.");
        var bytes = new byte[blob.Info.Bytes];
        await blob.Content.ReadExactlyAsync(bytes, cancellationToken);
        return new BlobContent(blob.Info, bytes);
    }

    /// <summary>Writes a blob of known content, see <see cref="IBlobStore.WriteAsync"/>.</summary>
    /// <param name="store">The store.</param>
    /// <param name="key">The blob.</param>
    /// <param name="content">Its whole content. It must not change during the call.</param>
    /// <param name="condition">When it may be written.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The new ETag, or null when the condition did not hold and nothing was written.</returns>
    public static async Task<string?> WriteBytesAsync(
        this IBlobStore store,
        string key,
        byte[] content,
        BlobCondition condition,
        CancellationToken cancellationToken = default)
    {
        using var stream = new MemoryStream(content, writable: false);
        return await store.WriteAsync(key, stream, condition, cancellationToken);
    }
}
