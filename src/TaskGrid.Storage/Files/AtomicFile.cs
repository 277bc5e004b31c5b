namespace TaskGrid.Storage;

/// <summary>
/// Writes whole files that are old or new but never half, also after <c>kill -9</c> or a power cut: a temporary file
/// beside the target, synchronized, renamed over it, then the folder synchronized.
/// </summary>
public static class AtomicFile
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Writes a file; missing parent folders are made. A failure leaves what was there before.</summary>
    /// <param name="path">The file to make or replace.</param>
    /// <param name="write">Writes the content to an empty stream.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>: no permission, no space, no such
    /// folder. What <paramref name="write"/> throws comes out as it is, unless it is an I/O failure too.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var target = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(target)
            ?? throw new TaskGridException(ErrorCodes.StoreUnavailable, $"'{path}' is not the path of a file.");
        var temporary = Path.Combine(folder, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        StoreErrors.Guard(target, () => Write(folder, temporary, target, write));
    }

    /// <summary>Writes a file of known content, see <see cref="Write(string, Action{Stream})"/>.</summary>
    /// <param name="path">The file to make or replace.</param>
    /// <param name="content">Its whole content.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>.</exception>
    public static void WriteAllBytes(string path, byte[] content) => Write(path, stream => stream.Write(content));

    private static void Write(string folder, string temporary, string target, Action<Stream> write)
    {
        DurableFolder.Create(folder);
        try
        {
            using (var stream = new FileStream(
                temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            Discard(temporary);
            throw;
        }

        DurableFolder.Flush(folder);
    }

    // What went wrong first is what the caller has to hear.
    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (StoreErrors.IsStoreFailure(exception))
        {
        }
    }
}
