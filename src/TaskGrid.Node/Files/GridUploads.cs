using System.Text;

namespace TaskGrid.Node;

/// <summary>A tenant's uploads: a document each, their parts by their hash.</summary>
internal sealed class GridUploads(
    GridDocuments documents, IdempotentRequests requests, string tenant, long maxBytes, TimeProvider time) : IGridUploads
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    public async Task<GridUpload> BeginAsync(
        GridFileSpec spec, long bytes, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var problems = GridFiles.ProblemsOf(spec);
        if (bytes < 1) problems.Add($"A file of {bytes} bytes cannot be uploaded in parts; at least 1 is needed.");
        if (bytes > maxBytes)
            problems.Add(new TaskGridException(
                ErrorCodes.TooLarge, $"The file is larger than {maxBytes:N0} bytes, the limit of this server."));
        problems.ThrowIfAny();
        var now = time.GetUtcNow();
        var asked = Encoding.UTF8.GetBytes($"{bytes}\n{spec.Purpose}\n{spec.Name}");
        var id = await requests.IdAsync(
            tenant, "upload", idempotencyKey, asked, () => GridId.New(GridId.Upload, now), cancellationToken);
        var upload = new GridUpload
        {
            Id = id,
            Name = spec.Name,
            Purpose = spec.Purpose,
            Bytes = bytes,
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
        };
        return await documents.Uploads.UpdateAsync(
            Key(id), old => old is null || IsOver(old) ? upload : old, cancellationToken);
    }

    public async Task<GridUpload> GetAsync(string id, CancellationToken cancellationToken) =>
        Open(id, GridId.IsValid(GridId.Upload, id)
            ? await documents.Uploads.FindAsync(Key(id), cancellationToken)
            : null);

    public async Task<GridUploadPart> AddPartAsync(string id, Stream content, CancellationToken cancellationToken)
    {
        var upload = await GetAsync(id, cancellationToken);
        CheckOpen(upload);
        using var limited = upload.Bytes < IGridUploads.MaxPartBytes
            ? new LimitedStream(content, upload.Bytes, "The part", "all that the upload was said to have")
            : new LimitedStream(content, IGridUploads.MaxPartBytes, "The part", "the limit of a part");
        var hash = await documents.Content.AddAsync(limited, cancellationToken);
        if (limited.BytesRead == 0) throw Invalid("The part is empty.");
        var part = new GridUploadPart(hash, limited.BytesRead);
        await documents.Uploads.UpdateAsync(Key(id), old => Add(Open(id, old), part), cancellationToken);
        return part;
    }

    public async Task<GridFile> CompleteAsync(
        string id, IReadOnlyList<string> parts, CancellationToken cancellationToken)
    {
        var upload = await GetAsync(id, cancellationToken);
        if (upload.File is null)
        {
            CheckParts(upload, parts);
            using var whole = new JoinedStream(documents.Content, parts);
            var hash = await documents.Content.AddAsync(whole, cancellationToken);
            var file = GridId.New(GridId.File, time.GetUtcNow());
            upload = await documents.Uploads.UpdateAsync(
                Key(id),
                old => Open(id, old) is { File: null } open ? open with { File = file, Sha256 = hash, Parts = [] } : old!,
                cancellationToken);
        }

        // Made again when an earlier call got no further than to its id.
        var made = new GridFile
        {
            Id = upload.File!,
            Name = upload.Name,
            Purpose = upload.Purpose,
            Bytes = upload.Bytes,
            Sha256 = upload.Sha256!,
            CreatedAt = time.GetUtcNow(),
        };
        return await requests.MakeAsync(
            tenant,
            "complete-upload",
            made.Id,
            made.Id,
            () => documents.Files.UpdateAsync(GridKeys.File(tenant, made.Id), old => old ?? made, cancellationToken),
            () => GridFiles.GetAsync(documents, tenant, made.Id, cancellationToken),
            cancellationToken);
    }

    public Task CancelAsync(string id, string? idempotencyKey, CancellationToken cancellationToken)
    {
        return requests.RemoveAsync(tenant, "cancel-upload", idempotencyKey, id, RemoveAsync, cancellationToken);

        async Task RemoveAsync()
        {
            await GetAsync(id, cancellationToken);
            await documents.Uploads.DeleteAsync(Key(id), cancellationToken);
        }
    }

    private static GridUpload Add(GridUpload upload, GridUploadPart part)
    {
        CheckOpen(upload);
        if (upload.Parts.Contains(part)) return upload;
        if (upload.Parts.Count == IGridUploads.MaxParts)
            throw new TaskGridException(
                ErrorCodes.TooLarge, $"The upload has {IGridUploads.MaxParts:N0} parts, the most that it may have.");
        if (upload.Parts.Sum(each => each.Bytes) + part.Bytes > upload.Bytes)
            throw new TaskGridException(
                ErrorCodes.TooLarge,
                $"With this part the upload would be larger than the {upload.Bytes:N0} bytes that were said.");
        return upload with { Parts = [.. upload.Parts, part] };
    }

    private static void CheckParts(GridUpload upload, IReadOnlyList<string> parts)
    {
        var lengths = upload.Parts.ToDictionary(part => part.Id, part => part.Bytes, StringComparer.Ordinal);
        var missing = parts.Where(part => !lengths.ContainsKey(part)).Distinct().Take(10).ToArray();
        if (missing.Length > 0)
            throw new TaskGridException(
                ErrorCodes.InvalidArgument,
                $"The upload '{upload.Id}' does not have all of these parts. Add them first.",
                [.. missing.Select(part => $"There is no part '{part}'.")]);
        if (parts.Sum(part => lengths[part]) is var sum && sum != upload.Bytes)
            throw Invalid($"The parts have {sum:N0} bytes together; {upload.Bytes:N0} were said.");
    }

    private static void CheckOpen(GridUpload upload)
    {
        if (upload.File is { } file) throw Invalid($"The upload '{upload.Id}' is completed: its file is '{file}'.");
    }

    private GridUpload Open(string id, GridUpload? upload) =>
        upload is not null && !IsOver(upload)
            ? upload
            : throw new TaskGridException(
                ErrorCodes.UploadNotFound, $"There is no upload '{id}', or it was given up. Begin it again.");

    private bool IsOver(GridUpload upload) => time.GetUtcNow() >= upload.ExpiresAt;

    private string Key(string id) => GridKeys.Upload(tenant, id);

    private static TaskGridException Invalid(string message) => new(ErrorCodes.InvalidArgument, message);
}
