namespace TaskGrid.Node;

/// <summary>An open blob, for a thread that waits.</summary>
internal sealed class BlobLease(Blob blob) : IDisposable
{
    public Stream Content => blob.Content;

    public void Dispose() => blob.Content.Dispose();
}
