using System.Text;

namespace TaskGrid.Node;

/// <summary>A tenant's files: a document each, their content by its hash.</summary>
internal sealed class GridFiles(
    GridDocuments documents,
    IdempotentRequests requests,
    GridUploads uploads,
    string tenant,
    long maxBytes,
    TimeProvider time) : IGridFiles
{
    private const int MaxNameLength = 255;
    private static readonly string[] Purposes = [GridFileSpec.FineTune, "evals", "user_data"];

    public IGridUploads Uploads => uploads;

    public async Task<GridFile> UploadAsync(
        GridFileSpec spec, Stream content, string? idempotencyKey, CancellationToken cancellationToken)
    {
        ProblemsOf(spec).ThrowIfAny();
        using var limited = new LimitedStream(content, maxBytes, "The file", "the limit of this server");
        var hash = await documents.Content.AddAsync(limited, cancellationToken);
        if (limited.BytesRead == 0)
            throw new TaskGridException(
                ErrorCodes.InvalidArgument, $"The file '{spec.Name}' is empty. Check what it was to be read from.");
        var now = time.GetUtcNow();
        var asked = Encoding.UTF8.GetBytes($"{hash}\n{spec.Purpose}\n{spec.Name}");
        var id = await requests.IdAsync(
            tenant, "file", idempotencyKey, asked, () => GridId.New(GridId.File, now), cancellationToken);
        var file = new GridFile
        {
            Id = id,
            Name = spec.Name,
            Purpose = spec.Purpose,
            Bytes = limited.BytesRead,
            Sha256 = hash,
            CreatedAt = now,
        };
        return await requests.MakeAsync(
            tenant,
            "file",
            idempotencyKey,
            id,
            () => documents.Files.UpdateAsync(GridKeys.File(tenant, id), old => old ?? file, cancellationToken),
            () => GetAsync(id, cancellationToken),
            cancellationToken);
    }

    public Task<GridFile> GetAsync(string id, CancellationToken cancellationToken) =>
        GetAsync(documents, tenant, id, cancellationToken);

    /// <summary>A tenant's file.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.FileNotFound"/>.</exception>
    public static async Task<GridFile> GetAsync(
        GridDocuments documents, string tenant, string id, CancellationToken cancellationToken) =>
        (GridId.IsValid(GridId.File, id)
            ? await documents.Files.FindAsync(GridKeys.File(tenant, id), cancellationToken)
            : null) ?? throw NotFound(id);

    public Task<ListPage<GridFile>> ListAsync(PageRequest page, CancellationToken cancellationToken) =>
        Paging.ReadAsync(
            documents.IdsAsync(GridKeys.Files(tenant), cancellationToken).Reverse(),
            page,
            id => documents.Files.FindAsync(GridKeys.File(tenant, id), cancellationToken),
            isNewestFirst: true);

    public async Task<Stream> OpenAsync(string id, CancellationToken cancellationToken) =>
        await documents.Content.OpenAsync((await GetAsync(id, cancellationToken)).Sha256, cancellationToken);

    public Task DeleteAsync(string id, string? idempotencyKey, CancellationToken cancellationToken)
    {
        return requests.RemoveAsync(tenant, "delete-file", idempotencyKey, id, RemoveAsync, cancellationToken);

        async Task RemoveAsync()
        {
            if (!GridId.IsValid(GridId.File, id)
                || !await documents.Files.DeleteAsync(GridKeys.File(tenant, id), cancellationToken)) throw NotFound(id);
        }
    }

    /// <summary>Everything that is wrong with what a user says of a file.</summary>
    public static Problems ProblemsOf(GridFileSpec spec)
    {
        var problems = new Problems();
        if (spec.Name.Length is 0 or > MaxNameLength || spec.Name.Any(char.IsControl))
            problems.Add($"The file's name is 1 to {MaxNameLength} characters without control characters.");
        if (!Purposes.Contains(spec.Purpose))
            problems.Add($"The purpose '{spec.Purpose}' is none of {string.Join(", ", Purposes)}.");
        return problems;
    }

    private static TaskGridException NotFound(string id) =>
        new(ErrorCodes.FileNotFound, $"There is no file '{id}'. Upload it first.");
}
