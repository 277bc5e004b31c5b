namespace TaskGrid.Cli.Data;

/// <summary>Opens files that the command line names.</summary>
internal static class InputFile
{
    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.FileNotFound"/>.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var problem = Directory.Exists(path) ? "It is a folder; name a file in it." : exception.Message;
            throw new TaskGridException(
                ErrorCodes.FileNotFound, $"The file '{path}' cannot be read: {problem}", null, exception);
        }
    }
}
