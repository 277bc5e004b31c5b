namespace TaskGrid.Storage;

/// <summary>Begins writes in a folder, after removing what killed writers left there.</summary>
/// <param name="folder">The folder, on the file system of the blobs.</param>
internal sealed class BlobWrites(string folder)
{
    private readonly string _target = Path.Combine(folder, "blob");
    private readonly Lock _cleaning = new();
    private bool _isClean;

    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>.</exception>
    public PendingBlob Begin()
    {
        PendingBlob? write = null;
        StoreErrors.Guard(folder, () =>
        {
            DurableFolder.Create(folder);
            Clean();
            write = new PendingBlob(TemporaryFolder.Beside(_target));
        });
        return write!;
    }

    private void Clean()
    {
        lock (_cleaning)
        {
            if (_isClean) return;
            TemporaryFolder.RemoveAbandoned(_target);
            _isClean = true;
        }
    }
}
