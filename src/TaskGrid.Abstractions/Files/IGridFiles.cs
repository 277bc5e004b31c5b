namespace TaskGrid;

/// <summary>A tenant's data files. They are immutable.</summary>
public interface IGridFiles
{
    /// <summary>Files that come in parts.</summary>
    IGridUploads Uploads { get; }

    /// <summary>Stores a file.</summary>
    /// <param name="spec">Its name and what it is for.</param>
    /// <param name="content">Its content, read to the end.</param>
    /// <param name="idempotencyKey">See <see cref="ITaskGrid"/>.</param>
    /// <param name="cancellationToken">Gives the upload up; nothing is left behind.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TooLarge"/>, <see cref="ErrorCodes.InvalidArgument"/>.
    /// </exception>
    Task<GridFile> UploadAsync(
        GridFileSpec spec,
        Stream content,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default);

    /// <summary>One file.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.FileNotFound"/>.</exception>
    Task<GridFile> GetAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Files, the newest first.</summary>
    Task<ListPage<GridFile>> ListAsync(PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>A file's content.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.FileNotFound"/>.</exception>
    Task<Stream> OpenAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Removes a file. Jobs that were accepted keep what they need.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.FileNotFound"/>.</exception>
    Task DeleteAsync(string id, CancellationToken cancellationToken = default);
}
