using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TaskGrid.Storage;

/// <summary>
/// Makes changes of folders survive a power cut. On Linux and macOS a new or renamed name is on disk only after the
/// folder that holds it was synchronized, which .NET has no call for: it refuses to open folders.
/// </summary>
internal static partial class DurableFolder
{
    /// <summary>What <see cref="Flush"/> throws has this code when the folder is not there (ENOENT).</summary>
    public const int NoSuchFolder = 2;

    // O_CLOEXEC, so that a process started meanwhile does not inherit the descriptor. O_RDONLY is 0.
    private const int CloseOnExecOnLinux = 0x80000;
    private const int CloseOnExecOnMacOs = 0x1000000;

    /// <summary>Makes a folder and its missing parents, each one on disk when this returns.</summary>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public static void Create(string path)
    {
        if (Directory.Exists(path)) return;
        var parent = Path.GetDirectoryName(path);
        if (!string.IsNullOrEmpty(parent)) Create(parent);
        Directory.CreateDirectory(path);
        if (!string.IsNullOrEmpty(parent)) Flush(parent);
    }

    /// <summary>Puts the names in a folder on disk (fsync). Does nothing on Windows, whose journal does it.</summary>
    /// <exception cref="IOException">The folder cannot be opened or synchronized.</exception>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        using var handle = Open(path, OperatingSystem.IsLinux() ? CloseOnExecOnLinux : CloseOnExecOnMacOs);
        if (handle.IsInvalid)
            throw new IOException(Marshal.GetLastPInvokeErrorMessage(), Marshal.GetLastPInvokeError());
        // Retries interrupted calls, and passes over file systems that cannot synchronize folders.
        RandomAccess.FlushToDisk(handle);
    }

    // No file is made, so the variadic mode is not read.
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);
}
