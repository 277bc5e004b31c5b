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
    /// <example><code>
    /// var bytes = await File.ReadAllBytesAsync(path);
    /// var upload = await grid.Files.Uploads.BeginAsync(new GridFileSpec("more.tsv"), bytes.Length, "reviews of May");
    /// </code></example>
    Task<GridUpload> BeginAsync(
        GridFileSpec spec, long bytes, string? idempotencyKey = null, CancellationToken cancellationToken = default);

    /// <summary>One upload.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.UploadNotFound"/>.</exception>
    /// <example><code>
    /// upload = await grid.Files.Uploads.GetAsync(upload.Id);
    /// Console.WriteLine($"{upload.Parts.Sum(each => each.Bytes)} of {upload.Bytes} bytes are there");
    /// </code></example>
    Task<GridUpload> GetAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Adds a part; several may be added at once.</summary>
    /// <param name="id">The upload.</param>
    /// <param name="content">Its bytes, at least one.</param>
    /// <param name="cancellationToken">Gives the call up; nothing is left behind.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.UploadNotFound"/>; <see cref="ErrorCodes.TooLarge"/>:
    /// the part, all of them together, or their number; <see cref="ErrorCodes.InvalidArgument"/>: it is empty, or the upload is
    /// completed.</exception>
    /// <example><code>
    /// var part = await grid.Files.Uploads.AddPartAsync(upload.Id, new MemoryStream(bytes));
    /// </code></example>
    Task<GridUploadPart> AddPartAsync(string id, Stream content, CancellationToken cancellationToken = default);

    /// <summary>Makes the file of its parts. A second call returns the same file.</summary>
    /// <param name="id">The upload.</param>
    /// <param name="parts">Ids of parts in the order of the file; one may come several times.</param>
    /// <param name="cancellationToken">Gives the call up; it can be made again.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.UploadNotFound"/>;
    /// <see cref="ErrorCodes.InvalidArgument"/>: a part is missing, or the parts are not as long as was said.</exception>
    /// <example><code>var more = await grid.Files.Uploads.CompleteAsync(upload.Id, [part.Id]);</code></example>
    Task<GridFile> CompleteAsync(
        string id, IReadOnlyList<string> parts, CancellationToken cancellationToken = default);

    /// <summary>Gives an upload up. A file that was made of it stays.</summary>
    /// <param name="id">The upload.</param>
    /// <param name="idempotencyKey">See <see cref="ITaskGrid"/>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.UploadNotFound"/>.</exception>
    /// <example><code>await grid.Files.Uploads.CancelAsync(upload.Id);</code></example>
    Task CancelAsync(string id, string? idempotencyKey = null, CancellationToken cancellationToken = default);
}
