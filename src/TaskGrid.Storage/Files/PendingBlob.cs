using System.Security.Cryptography;

namespace TaskGrid.Storage;

/// <summary>A blob that is being written, unseen until <see cref="Commit"/>.</summary>
/// <param name="folder">Where it is written; deleted with the instance.</param>
internal sealed class PendingBlob(TemporaryFolder folder) : IDisposable
{
    private const int BufferBytes = 1 << 17;
    private const int MaxAttempts = 8;
    private const int NoSuchFile = 2; // ENOENT

    private readonly string _file = Path.Combine(folder.Path, "content");
    private string? _hash;

    public void Dispose() => folder.Dispose();

    /// <summary>Takes the content in and puts it on disk. What reading it throws comes out as it is.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>.</exception>
    public async Task FillAsync(Stream content, CancellationToken cancellationToken)
    {
        FileStream? stream = null;
        StoreErrors.Guard(_file, () => stream = new FileStream(
            _file, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous));
        await using var file = stream!;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ReadBuffer.For(content, BufferBytes);
        var bytes = 0L;
        while (await content.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            await WriteAsync(file, buffer.AsMemory(0, read), cancellationToken);
            bytes += read;
            if (bytes <= BlobFile.MaxHashedBytes) hash.AppendData(buffer, 0, read);
        }

        if (bytes <= BlobFile.MaxHashedBytes) _hash = Convert.ToHexStringLower(hash.GetHashAndReset());
        StoreErrors.Guard(_file, () =>
        {
            WriteTime.SetUnique(file.SafeFileHandle);
            file.Flush(flushToDisk: true);
        });
    }

    /// <summary>Makes the content the blob's. The caller holds the key's lock.</summary>
    /// <returns>The ETag.</returns>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>, or
    /// <see cref="ErrorCodes.InvalidArgument"/>: the key is the beginning of another, or another of it.</exception>
    public string Commit(string key, string path, BlobInfo? replaced)
    {
        var parent = Path.GetDirectoryName(path)!;
        var eTag = "";
        StoreErrors.Guard(path, () =>
        {
            eTag = ETag(replaced);
            Move(key, parent, path);
            DurableFolder.Flush(parent);
        });
        return eTag;
    }

    private string ETag(BlobInfo? replaced)
    {
        if (replaced is not null) WriteTime.SetLater(_file, replaced.ModifiedAt.UtcDateTime);
        var file = new FileInfo(_file);
        return BlobFile.ETagOf(file.Length, file.LastWriteTimeUtc, _hash);
    }

    private void Move(string key, string parent, string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                DurableFolder.Create(parent);
                AtomicRename.Replace(_file, path);
                return;
            }
            catch (Exception exception) when (StoreErrors.IsStoreFailure(exception))
            {
                var isCleared = Directory.Exists(path) && BlobFolders.TryRemoveEmpty(path);
                if (!isCleared && KeyConflict.Explain(key, path) is { } conflict) throw conflict;
                if (attempt == MaxAttempts || !(isCleared || IsFolderGone(exception))) throw;
            }
        }
    }

    // Deleting the last blob of a folder removes the folder: then it has to be made once more. .NET misses a file where the folder
    // goes while it is being made.
    private bool IsFolderGone(Exception exception) =>
        File.Exists(_file)
        && (exception is DirectoryNotFoundException or FileNotFoundException or IOException { HResult: NoSuchFile });

    private async Task WriteAsync(FileStream file, ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        try
        {
            await file.WriteAsync(part, cancellationToken);
        }
        catch (Exception exception) when (StoreErrors.IsStoreFailure(exception))
        {
            throw StoreErrors.Unavailable(_file, exception);
        }
    }
}
