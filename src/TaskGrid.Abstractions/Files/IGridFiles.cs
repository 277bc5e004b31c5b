namespace TaskGrid;

/// <summary>A tenant's data files. They are immutable.</summary>
public interface IGridFiles
{
    /// <summary>Files that come in parts.</summary>
    IGridUploads Uploads { get; }

    /// <summary>Stores a file.</summary>
    /// <param name="spec">Its name and what it is for.</param>
    /// <param name="content">Its content, at least one byte, read to the end.</param>
    /// <param name="idempotencyKey">See <see cref="ITaskGrid"/>.</param>
    /// <param name="cancellationToken">Gives the upload up; nothing is left behind.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TooLarge"/>, <see cref="ErrorCodes.InvalidArgument"/>.
    /// </exception>
    /// <example><code>
    /// await using var rows = File.OpenRead(path);
    /// var file = await grid.Files.UploadAsync(new GridFileSpec("reviews.tsv"), rows);
    /// </code></example>
    Task<GridFile> UploadAsync(
        GridFileSpec spec,
        Stream content,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default);

    /// <summary>One file.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.FileNotFound"/>.</exception>
    /// <example><code>
    /// file = await grid.Files.GetAsync(file.Id);
    /// Console.WriteLine($"{file.Name}, {file.Bytes} bytes");
    /// </code></example>
    Task<GridFile> GetAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Files, the newest first.</summary>
    /// <example><code>
    /// foreach (var each in (await grid.Files.ListAsync(new PageRequest())).Items) Console.WriteLine(each.Name);
    /// </code></example>
    Task<ListPage<GridFile>> ListAsync(PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>A file's content.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.FileNotFound"/>.</exception>
    /// <example><code>
    /// using var reader = new StreamReader(await grid.Files.OpenAsync(file.Id));
    /// Console.WriteLine(await reader.ReadLineAsync());
    /// </code></example>
    Task<Stream> OpenAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Removes a file. Jobs that were accepted keep what they need.</summary>
    /// <param name="id">The file.</param>
    /// <param name="idempotencyKey">See <see cref="ITaskGrid"/>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.FileNotFound"/>.</exception>
    /// <example><code>await grid.Files.DeleteAsync(file.Id);</code></example>
    Task DeleteAsync(string id, string? idempotencyKey = null, CancellationToken cancellationToken = default);
}
