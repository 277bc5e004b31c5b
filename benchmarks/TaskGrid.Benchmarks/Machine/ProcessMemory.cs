using System.Globalization;

namespace TaskGrid.Benchmarks.Machine;

/// <summary>Memory of this process.</summary>
internal static class ProcessMemory
{
    /// <summary>The most resident memory so far, VmHWM of <c>/proc/self/status</c>, in bytes.</summary>
    public static long PeakBytes()
    {
        var line = File.ReadLines("/proc/self/status")
            .First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        var kibibytes = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1];
        return long.Parse(kibibytes, CultureInfo.InvariantCulture) * 1024;
    }
}
