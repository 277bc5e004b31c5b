using TaskGrid.Diffs.Safetensors;

namespace TaskGrid.Models;

/// <summary>One open safetensors file, whose tensors are read where they lie.</summary>
internal sealed class SafetensorsFile : IDisposable
{
    private readonly FileStream _stream;

    private SafetensorsFile(string path, FileStream stream, SafetensorsHeader header) =>
        (Path, _stream, Header) = (path, stream, header);

    public string Path { get; }

    public SafetensorsHeader Header { get; }

    /// <exception cref="TaskGridException"><see cref="ErrorCodes.FileNotFound"/>,
    /// <see cref="ErrorCodes.SafetensorsInvalid"/>.</exception>
    public static SafetensorsFile Open(string path)
    {
        FileStream? stream = null;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return new SafetensorsFile(path, stream, SafetensorsHeader.Read(stream, path));
        }
        catch (Exception exception)
        {
            stream?.Dispose();
            if (exception is IOException or UnauthorizedAccessException) throw Unreadable(path, exception);
            throw;
        }
    }

    /// <summary>Reads a stretch of a tensor.</summary>
    /// <param name="tensor">A tensor of <see cref="Header"/>.</param>
    /// <param name="offset">First byte, counted from the tensor's own start.</param>
    /// <param name="destination">Is filled whole.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.SafetensorsInvalid"/>: the file was cut meanwhile;
    /// <see cref="ErrorCodes.FileNotFound"/>: the disk gives an error.</exception>
    public void Read(SafetensorsTensor tensor, long offset, Span<byte> destination)
    {
        var position = Header.DataStart + tensor.Begin + offset;
        try
        {
            while (!destination.IsEmpty)
            {
                var read = RandomAccess.Read(_stream.SafeFileHandle, destination, position);
                if (read == 0)
                {
                    throw new TaskGridException(
                        ErrorCodes.SafetensorsInvalid,
                        $"{Path} ends at byte {position}, inside tensor '{tensor.Name}'. It was changed while it was "
                        + "read: leave it alone and try again.");
                }

                destination = destination[read..];
                position += read;
            }
        }
        catch (IOException exception)
        {
            throw Unreadable(Path, exception);
        }
    }

    public void Dispose() => _stream.Dispose();

    private static TaskGridException Unreadable(string path, Exception cause) => new(
        ErrorCodes.FileNotFound,
        $"Cannot read {path}: {cause.Message} Check the path and its permissions.", null, cause);
}
