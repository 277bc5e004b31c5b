namespace TaskGrid.Training.Data.Reading;

/// <summary>Opens data files and turns the system's errors into expected ones.</summary>
internal static class DataFile
{
    /// <summary>Opens a file for reading from start to end.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.FileNotFound"/>: there is no such file, it is a
    /// directory, or it cannot be opened.</exception>
    public static Stream Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new TaskGridException(ErrorCodes.FileNotFound, $"'{path}' is a directory. Name a file in it.");
        }

        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TaskGridException(
                ErrorCodes.FileNotFound,
                $"There is no file '{path}' (looked for at {Path.GetFullPath(path)}).",
                innerException: exception);
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            throw Unreadable(path, exception);
        }
    }

    /// <summary>Enumerates rows, with an error of reading as an expected one.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.FileNotFound"/>: the file cannot be read.</exception>
    public static IEnumerable<T> Guard<T>(IEnumerable<T> rows, string path)
    {
        using var enumerator = rows.GetEnumerator();
        while (true)
        {
            try
            {
                if (!enumerator.MoveNext())
                {
                    yield break;
                }
            }
            catch (Exception exception) when (IsUnreadable(exception))
            {
                throw Unreadable(path, exception);
            }

            yield return enumerator.Current;
        }
    }

    private static bool IsUnreadable(Exception exception) => exception is IOException or UnauthorizedAccessException;

    private static TaskGridException Unreadable(string path, Exception exception) => new(
        ErrorCodes.FileNotFound, $"'{path}' cannot be read: {exception.Message}", innerException: exception);
}
