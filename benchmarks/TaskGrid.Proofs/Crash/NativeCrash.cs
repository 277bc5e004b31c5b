using System.Runtime.InteropServices;

namespace TaskGrid.Proofs.Crash;

/// <summary>Ends this process as a fault in a native library does: no handler runs, nothing is cleaned up.</summary>
internal static partial class NativeCrash
{
    /// <summary>What a process that ended so gives its parent: 128 and SIGABRT.</summary>
    public const int ExitCode = 134;

    /// <summary>Ends the process.</summary>
    [LibraryImport("libc", EntryPoint = "abort")]
    public static partial void Abort();
}
