using System.Runtime.InteropServices;

namespace TaskGrid.Node;

/// <summary>
/// Threads that leave the processor to others. Training computes without a pause; on Linux, which knows a niceness for
/// each thread, a prediction that comes meanwhile goes first.
/// </summary>
internal static partial class BackgroundThread
{
    private const int ThisThread = 0; // PRIO_PROCESS with id 0: on Linux the calling thread alone
    private const int Nicer = 5;
    private const int Nicest = 19;

    /// <summary>Makes the calling thread one, and those that it starts from now on, as OpenMP's.</summary>
    public static void Begin()
    {
        if (!OperatingSystem.IsLinux()) return;
        _ = SetPriority(ThisThread, ThisThread, Math.Min(Nicest, GetPriority(ThisThread, ThisThread) + Nicer));
    }

    [LibraryImport("libc", EntryPoint = "getpriority")]
    private static partial int GetPriority(int which, int who);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int niceness);
}
