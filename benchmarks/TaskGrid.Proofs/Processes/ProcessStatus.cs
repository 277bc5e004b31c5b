using System.Globalization;

namespace TaskGrid.Proofs.Processes;

/// <summary>What Linux says about a process.</summary>
internal static class ProcessStatus
{
    /// <summary>A field of <c>/proc/ID/status</c> in bytes, e.g. <c>VmRSS</c>.</summary>
    public static long Bytes(int id, string field)
    {
        var line = File.ReadLines($"/proc/{id}/status")
            .First(line => line.StartsWith(field + ":", StringComparison.Ordinal));
        var kibibytes = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1];
        return long.Parse(kibibytes, CultureInfo.InvariantCulture) * 1024;
    }
}
