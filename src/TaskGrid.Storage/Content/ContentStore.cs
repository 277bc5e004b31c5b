using System.Security.Cryptography;

namespace TaskGrid.Storage;

/// <summary>
/// Blobs named by what is in them: the key is the content's SHA-256, so equal contents are stored once, a stored one
/// never changes, and damage is found before anything is read.
/// </summary>
/// <param name="store">Where they are kept.</param>
/// <param name="time">The clock; null: the system's.</param>
public sealed class ContentStore(IBlobStore store, TimeProvider? time = null)
{
    /// <summary>
    /// A content that nothing refers to is garbage only when it is older than this: whoever has just added it is about to
    /// refer to it.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    private const string Folder = "content";
    private const int HashLength = 2 * SHA256.HashSizeInBytes;
    private const int MaxAttempts = 5;

    /// <summary>The key of a content: <c>content/ab/abcdef…</c>.</summary>
    /// <param name="hash">Its SHA-256, 64 lower-case hexadecimal digits.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: it is no such hash.</exception>
    public static string KeyOf(string hash) =>
        hash.Length == HashLength && hash.All(char.IsAsciiHexDigitLower)
            ? $"{Folder}/{hash[..2]}/{hash}"
            : throw new TaskGridException(
                ErrorCodes.InvalidArgument, $"'{hash}' is not a SHA-256: {HashLength} of 0-9 and a-f are expected.");

    /// <summary>Stores a stream from its position to its end; a content that is there is not written again.</summary>
    /// <returns>Its SHA-256, 64 lower-case hexadecimal digits.</returns>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>: the store, or this machine's
    /// folder for temporary files, cannot be used.</exception>
    public async Task<string> AddAsync(Stream content, CancellationToken cancellationToken = default)
    {
        await using var spool = new SpoolFile();
        var hash = await spool.FillAsync(content, cancellationToken);
        var key = KeyOf(hash);
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var found = await store.FindAsync(key, cancellationToken);
            if (found?.Bytes == spool.Content.Length && Now - found.ModifiedAt < Grace / 2) return hash;
            // An old one is written again, so that it is not garbage, and another length is damage.
            var condition = found is null ? BlobCondition.IfAbsent : BlobCondition.IfMatch(found.ETag);
            spool.Content.Position = 0;
            if (await store.WriteAsync(key, spool.Content, condition, cancellationToken) is not null) return hash;
        }

        throw new TaskGridException(
            ErrorCodes.StoreUnavailable,
            $"'{key}' could not be written to {store.Name}: it kept changing. Find out what else writes there.");
    }

    /// <summary>Whether a content is there; it is not read.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: <paramref name="hash"/> is none.
    /// And <see cref="ErrorCodes.StoreUnavailable"/>.</exception>
    public async Task<bool> ContainsAsync(string hash, CancellationToken cancellationToken = default) =>
        await store.FindAsync(KeyOf(hash), cancellationToken) is not null;

    /// <summary>Copies a content into a temporary local file, checks its hash, and only then opens it.</summary>
    /// <returns>The content, seekable and at its beginning; the file goes when it is disposed.</returns>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.ContentMissing"/>,
    /// <see cref="ErrorCodes.ContentDamaged"/>, <see cref="ErrorCodes.StoreUnavailable"/>, or
    /// <see cref="ErrorCodes.InvalidArgument"/>: <paramref name="hash"/> is none.</exception>
    public async Task<Stream> OpenAsync(string hash, CancellationToken cancellationToken = default)
    {
        var key = KeyOf(hash);
        await using var blob = await store.OpenAsync(key, cancellationToken) ?? throw Missing(key);
        var spool = new SpoolFile();
        try
        {
            var found = await spool.FillAsync(blob.Content, cancellationToken);
            if (found != hash) throw Damaged(key, found);
            spool.Content.Position = 0;
            return spool.Content;
        }
        catch
        {
            await spool.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads a content into memory and checks its hash; no temporary file is needed.</summary>
    /// <exception cref="TaskGridException">As of <see cref="OpenAsync"/>.</exception>
    public async Task<byte[]> ReadAsync(string hash, CancellationToken cancellationToken = default)
    {
        var key = KeyOf(hash);
        await using var blob = await store.OpenAsync(key, cancellationToken) ?? throw Missing(key);
        var content = new byte[blob.Info.Bytes];
        var read = await blob.Content.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken);
        var found = Convert.ToHexStringLower(SHA256.HashData(content.AsSpan(0, read)));
        return found == hash ? content : throw Damaged(key, found);
    }

    private DateTimeOffset Now => (time ?? TimeProvider.System).GetUtcNow();

    // Tenants read these as reasons of failed jobs: where the store is, is not for them.
    private static TaskGridException Missing(string key) => new(
        ErrorCodes.ContentMissing,
        $"'{key}' is not in the store, although something refers to it. Restore it from a backup, or make again "
        + "what it held.");

    private static TaskGridException Damaged(string key, string found) => new(
        ErrorCodes.ContentDamaged,
        $"'{key}' in the store is damaged: its SHA-256 is {found}. Nothing of it was used. Restore it from a "
        + "backup, or delete it and make again what it held.");
}
