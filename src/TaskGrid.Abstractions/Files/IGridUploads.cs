namespace TaskGrid;

/// <summary>Uploads in parts, for files that a broken connection must not cost twice. A part is known by its content, so
/// that adding it again is harmless. What is not completed within a day is given up.</summary>
public interface IGridUploads
{
    /// <summary>The largest part, 64 MiB.</summary>
    const long MaxPartBytes = 64L << 20;

    /// <summary>The most parts of one upload, 10,000.</summary>
    const int MaxParts = 10_000;

    /// <summary>Begins an upload.</summary>
    /// <param name="spec">The file's name and what it is for.</param>
    /// <param name="bytes">The file's length.</param>
    /// <param name="idempotencyKey">See <see cref="ITaskGrid"/>: the same key finds the upload again, with its parts.
    /// </param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TooLarge"/>, <see cref="ErrorCodes.InvalidArgument"/>.
    /// </exception>
    Task<GridUpload> BeginAsync(
        GridFileSpec spec, long bytes, string? idempotencyKey = null, CancellationToken cancellationToken = default);

    /// <summary>One upload.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.UploadNotFound"/>.</exception>
    Task<GridUpload> GetAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Adds a part; several may be added at once.</summary>
    /// <param name="id">The upload.</param>
    /// <param name="content">Its bytes, at least one.</param>
    /// <param name="cancellationToken">Gives the call up; nothing is left behind.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.UploadNotFound"/>; <see cref="ErrorCodes.TooLarge"/>:
    /// the part, all of them together, or their number; <see cref="ErrorCodes.InvalidArgument"/>: it is empty, or the upload is
    /// completed.</exception>
    Task<GridUploadPart> AddPartAsync(string id, Stream content, CancellationToken cancellationToken = default);

    /// <summary>Makes the file of its parts. A second call returns the same file.</summary>
    /// <param name="id">The upload.</param>
    /// <param name="parts">Ids of parts in the order of the file; one may come several times.</param>
    /// <param name="cancellationToken">Gives the call up; it can be made again.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.UploadNotFound"/>;
    /// <see cref="ErrorCodes.InvalidArgument"/>: a part is missing, or the parts are not as long as was said.</exception>
    Task<GridFile> CompleteAsync(
        string id, IReadOnlyList<string> parts, CancellationToken cancellationToken = default);

    /// <summary>Gives an upload up. A file that was made of it stays.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.UploadNotFound"/>.</exception>
    Task CancelAsync(string id, CancellationToken cancellationToken = default);
}
