namespace TaskGrid.Models;

/// <summary>Reads small files of a base model whole, with a limit on what "small" means.</summary>
internal static class SourceFiles
{
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.FileNotFound"/>: it cannot be read;
    /// <see cref="ErrorCodes.BaseInvalid"/>: it is too long.</exception>
    public static byte[] Read(string path, long maxBytes)
    {
        try
        {
            var bytes = new FileInfo(path).Length;
            if (bytes <= maxBytes) return File.ReadAllBytes(path);
            throw new TaskGridException(
                ErrorCodes.BaseInvalid,
                $"{path} has {bytes:N0} bytes; at most {maxBytes:N0} are read. Download the right file.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TaskGridException(
                ErrorCodes.FileNotFound,
                $"Cannot read {path}: {exception.Message} Check the path and its permissions.", null, exception);
        }
    }
}
