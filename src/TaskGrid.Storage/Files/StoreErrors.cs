namespace TaskGrid.Storage;

/// <summary>Turns what the operating system says about a file into an error that a user can act on.</summary>
public static class StoreErrors
{
    // errno of Linux and macOS, which .NET puts into IOException.HResult as they are.
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int OtherFileSystem = 18;
    private const int QuotaOnLinux = 122;
    private const int QuotaOnMacOs = 69;

    // HRESULT_FROM_WIN32 of ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL.
    private const int DiskFullOnWindows = unchecked((int)0x80070070);
    private const int HandleDiskFullOnWindows = unchecked((int)0x80070027);

    /// <summary>Whether an exception is one that <see cref="Unavailable"/> explains.</summary>
    public static bool IsStoreFailure(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>Runs an action on a path of the store; its I/O failures come out explained.</summary>
    /// <param name="path">The file or folder that is written, for the message.</param>
    /// <param name="action">What to do.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>.</exception>
    public static void Guard(string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (IsStoreFailure(exception))
        {
            throw Unavailable(path, exception);
        }
    }

    /// <summary>The error to throw for an I/O failure: the path, the reason and the remedy.</summary>
    /// <param name="path">The file or folder that was to be written.</param>
    /// <param name="cause">What the operating system said.</param>
    public static TaskGridException Unavailable(string path, Exception cause) =>
        new(ErrorCodes.StoreUnavailable, $"Cannot write {path}: {Reason(cause, "write")}", innerException: cause);

    /// <summary>The error to throw for an I/O failure: the path, the reason and the remedy.</summary>
    /// <param name="path">The file or folder that was to be read.</param>
    /// <param name="cause">What the operating system said.</param>
    public static TaskGridException Unreadable(string path, Exception cause) =>
        new(ErrorCodes.StoreUnavailable, $"Cannot read {path}: {Reason(cause, "read")}", innerException: cause);

    private static string Reason(Exception cause, string access) => cause switch
    {
        UnauthorizedAccessException =>
            $"permission denied. Give this user {access} permission there, or choose another store with --store.",
        DirectoryNotFoundException =>
            "its folder does not exist. Choose a store in a folder that exists, with --store.",
        IOException { HResult: NoSpace or DiskFullOnWindows or HandleDiskFullOnWindows } =>
            "the disk is full. Free space, or choose a store on another disk with --store.",
        IOException { HResult: QuotaOnLinux or QuotaOnMacOs } =>
            "the disk quota is used up. Free space, or choose a store on another disk with --store.",
        IOException { HResult: ReadOnlyFileSystem } =>
            "the file system is read-only. Choose a store on a writable one with --store.",
        IOException { HResult: OtherFileSystem } =>
            "it is on another file system than the store. Keep a store's folder, its links included, on one.",
        _ => $"{cause.Message} Check the path, or choose another store with --store.",
    };
}
