using System.Security.Cryptography;

namespace TaskGrid.Client.Files;

/// <summary>Uploads a file part by part; what an earlier attempt brought is not sent again.</summary>
internal static class PartedUpload
{
    /// <summary>Uploads.</summary>
    /// <param name="uploads">The server.</param>
    /// <param name="spec">The file's name and what it is for.</param>
    /// <param name="content">From its position to its end; seekable.</param>
    /// <param name="partBytes">The length of a part.</param>
    /// <param name="idempotencyKey">Finds an earlier attempt; null: none.</param>
    /// <param name="cancellationToken">Gives the upload up; with a key, a later one goes on.</param>
    public static async Task<GridFile> RunAsync(
        IGridUploads uploads,
        GridFileSpec spec,
        Stream content,
        int partBytes,
        string? idempotencyKey,
        CancellationToken cancellationToken)
    {
        var bytes = content.Length - content.Position;
        var upload = await uploads.BeginAsync(spec, bytes, idempotencyKey, cancellationToken).ConfigureAwait(false);
        var there = upload.Parts.Select(part => part.Id).ToHashSet(StringComparer.Ordinal);
        var parts = new List<string>();
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[partBytes];
        while (await content.ReadAtLeastAsync(buffer, partBytes, false, cancellationToken).ConfigureAwait(false)
            is > 0 and var read)
        {
            whole.AppendData(buffer, 0, read);
            var id = Convert.ToHexStringLower(SHA256.HashData(buffer.AsSpan(0, read)));
            parts.Add(id);
            if (upload.File is not null || !there.Add(id)) continue;
            using var part = new MemoryStream(buffer, 0, read, writable: false);
            await uploads.AddPartAsync(upload.Id, part, cancellationToken).ConfigureAwait(false);
        }

        var file = await uploads.CompleteAsync(upload.Id, parts, cancellationToken).ConfigureAwait(false);
        if (file.Sha256 == Convert.ToHexStringLower(whole.GetHashAndReset())) return file;
        throw new TaskGridException(
            ErrorCodes.IdempotencyConflict,
            $"The idempotency key '{idempotencyKey}' was used for another file, '{file.Id}'. Use a new key.");
    }
}
