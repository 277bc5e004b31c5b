using System.Security.Cryptography;

namespace TaskGrid.Storage;

/// <summary>A temporary local file without a name, so that not even a killed process leaves one behind.</summary>
public sealed class SpoolFile : IAsyncDisposable
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Makes an empty one in the system's folder for temporary files.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>.</exception>
    public SpoolFile()
    {
        var path = Path.Combine(Path.GetTempPath(), $"taskgrid-{Guid.NewGuid():N}.tmp");
        FileStream? file = null;
        StoreErrors.Guard(path, () =>
        {
            file = new FileStream(
                path,
                FileMode.CreateNew,
                FileAccess.ReadWrite,
                FileShare.ReadWrite | FileShare.Delete,
                BufferBytes,
                FileOptions.Asynchronous | FileOptions.DeleteOnClose);
            // Windows keeps the name until the file is closed.
            if (!OperatingSystem.IsWindows()) File.Delete(path);
        });
        Content = file!;
    }

    /// <summary>The file.</summary>
    public FileStream Content { get; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Content.DisposeAsync();

    /// <summary>Takes content in. What reading it throws comes out as it is.</summary>
    /// <param name="content">The content.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its SHA-256, 64 lower-case hexadecimal digits.</returns>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>.</exception>
    public async Task<string> FillAsync(Stream content, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferBytes];
        while (await content.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            await GuardAsync(() => Content.WriteAsync(buffer.AsMemory(0, read), cancellationToken));
        }

        await GuardAsync(() => new ValueTask(Content.FlushAsync(cancellationToken)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private async Task GuardAsync(Func<ValueTask> write)
    {
        try
        {
            await write();
        }
        catch (Exception exception) when (StoreErrors.IsStoreFailure(exception))
        {
            throw StoreErrors.Unavailable(Content.Name, exception);
        }
    }
}
