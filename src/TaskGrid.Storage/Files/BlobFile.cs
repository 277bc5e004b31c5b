using System.Security.Cryptography;

namespace TaskGrid.Storage;

/// <summary>Reads one file as a blob. An open file stays the version that it was when another replaces it.</summary>
internal static class BlobFile
{
    /// <summary>Up to this length a hash of the content is part of the ETag.</summary>
    public const int MaxHashedBytes = 1 << 20;

    private const int BufferBytes = 1 << 16;
    private const int NotADirectory = 20; // ENOTDIR

    public static async Task<Blob?> OpenAsync(string key, string path, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete,
                BufferBytes,
                FileOptions.Asynchronous | FileOptions.SequentialScan);
            try
            {
                return await DescribeAsync(key, file, cancellationToken);
            }
            catch
            {
                await file.DisposeAsync();
                throw;
            }
        }
        catch (Exception exception) when (StoreErrors.IsStoreFailure(exception))
        {
            return IsAbsent(path, exception) ? null : throw StoreErrors.Unreadable(path, exception);
        }
    }

    /// <summary>
    /// The ETag of a file: its length, the time of its last write, which <see cref="WriteTime"/> makes another at each
    /// write, and for short files a hash beside it, for file systems that keep times coarsely.
    /// </summary>
    public static string ETagOf(long bytes, DateTime modifiedAt, string? hash) =>
        $"{bytes:x}-{modifiedAt.Ticks:x}{(hash is null ? "" : "-" + hash[..16])}";

    private static async Task<Blob> DescribeAsync(string key, FileStream file, CancellationToken cancellationToken)
    {
        var bytes = file.Length;
        var modifiedAt = File.GetLastWriteTimeUtc(file.SafeFileHandle);
        if (bytes > MaxHashedBytes)
        {
            return new Blob(
                new BlobInfo(key, ETagOf(bytes, modifiedAt, null), bytes, modifiedAt),
                new ExplainedStream(file, cause => Explain(file.Name, cause)));
        }

        await using (file)
        {
            var content = new byte[bytes];
            await file.ReadExactlyAsync(content, cancellationToken);
            var hash = Convert.ToHexStringLower(SHA256.HashData(content));
            return new Blob(
                new BlobInfo(key, ETagOf(bytes, modifiedAt, hash), bytes, modifiedAt),
                new MemoryStream(content, writable: false));
        }
    }

    private static TaskGridException? Explain(string path, Exception cause) =>
        StoreErrors.IsStoreFailure(cause) ? StoreErrors.Unreadable(path, cause) : null;

    // A folder is no blob, and neither is what would lie below a blob.
    private static bool IsAbsent(string path, Exception exception) =>
        exception is FileNotFoundException or DirectoryNotFoundException or IOException { HResult: NotADirectory }
        || Directory.Exists(path);
}
