using System.Runtime.InteropServices;

namespace TaskGrid.Storage;

/// <summary>
/// Renames a file over another in one step, or fails. <see cref="File.Move(string, string, bool)"/> copies when the two
/// are on different file systems, and a copy can be seen half done.
/// </summary>
internal static partial class AtomicRename
{
    /// <exception cref="IOException">It cannot be renamed; nothing has changed.</exception>
    public static void Replace(string source, string target)
    {
        if (OperatingSystem.IsWindows())
            File.Move(source, target, overwrite: true);
        else if (Rename(source, target) != 0)
            throw new IOException(Marshal.GetLastPInvokeErrorMessage() + ".", Marshal.GetLastPInvokeError());
    }

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string source, string target);
}
