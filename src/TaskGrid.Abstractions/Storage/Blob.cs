namespace TaskGrid;

/// <summary>An open blob.</summary>
/// <param name="info">What is known of it.</param>
/// <param name="content">Its content, from the beginning; not necessarily seekable.</param>
public sealed class Blob(BlobInfo info, Stream content) : IAsyncDisposable
{
    /// <summary>What is known of it.</summary>
    public BlobInfo Info => info;

    /// <summary>Its content, from the beginning; not necessarily seekable.</summary>
    public Stream Content => content;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => content.DisposeAsync();
}
