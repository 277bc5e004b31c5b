using Microsoft.Win32.SafeHandles;
using TaskGrid.Diffs.Safetensors;

namespace TaskGrid.Models.Safetensors;

/// <summary>One open safetensors file, whose tensors are read where they lie.</summary>
internal sealed class SafetensorsFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    private SafetensorsFile(string path, SafeFileHandle handle, SafetensorsHeader header) =>
        (Path, _handle, Header) = (path, handle, header);

    public string Path { get; }

    public SafetensorsHeader Header { get; }

    /// <exception cref="TaskGridException"><see cref="ErrorCodes.FileNotFound"/>,
    /// <see cref="ErrorCodes.SafetensorsInvalid"/>.</exception>
    public static SafetensorsFile Open(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var header = SafetensorsHeader.Read(stream, path);
            // A second handle, because a stream closes the one that it was given.
            return new SafetensorsFile(path, File.OpenHandle(path), header);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, exception);
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
                var read = RandomAccess.Read(_handle, destination, position);
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

    public void Dispose() => _handle.Dispose();

    private static TaskGridException Unreadable(string path, Exception cause) => new(
        ErrorCodes.FileNotFound, $"Cannot read {path}: {cause.Message} Check the path and its permissions.", null, cause);
}
