using System.Globalization;
using System.Runtime.InteropServices;
using TaskGrid.Torch;

namespace TaskGrid.Benchmarks.Machine;

/// <summary>Names the machine, so that a number can be judged.</summary>
internal static class MachineDescription
{
    /// <summary>Processor, cores, memory, operating system and .NET, and what else the benchmark used.</summary>
    /// <param name="libraries">Such as <c>libtorch 1.13.1</c>.</param>
    public static string Create(params string[] libraries) =>
        string.Join(
            ", ",
            [
                ProcessorName(),
                $"{Processor.Current.LogicalThreads} threads on {Processor.Current.PhysicalCores} cores",
                Memory(),
                OperatingSystemName(),
                RuntimeInformation.FrameworkDescription,
                .. libraries,
            ]);

    private static string ProcessorName()
    {
        // What decides the speed of the products; a hypervisor may hide which processor it is.
        string[] known = ["avx2", "avx512f", "avx512_bf16", "amx_bf16"];
        var flags = (Field("/proc/cpuinfo", "flags") ?? "").Split(' ');
        var extensions = known.Where(flags.Contains).ToList();
        var model = Processor.Current.Model;
        return extensions.Count == 0 ? model : $"{model} ({string.Join(' ', extensions)})";
    }

    private static string Memory()
    {
        var kibibytes = Field("/proc/meminfo", "MemTotal")?.Split(' ')[0];
        var gibibytes = kibibytes is null
            ? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30)
            : double.Parse(kibibytes, CultureInfo.InvariantCulture) / (1 << 20);
        return string.Create(CultureInfo.InvariantCulture, $"{gibibytes:0.0} GiB");
    }

    private static string OperatingSystemName() =>
        File.Exists("/etc/os-release")
            ? Field("/etc/os-release", "PRETTY_NAME", '=')?.Trim('"') ?? RuntimeInformation.OSDescription
            : RuntimeInformation.OSDescription;

    private static string? Field(string file, string name, char separator = ':')
    {
        if (!File.Exists(file)) return null;
        foreach (var line in File.ReadLines(file))
        {
            var at = line.IndexOf(separator, StringComparison.Ordinal);
            if (at > 0 && line.AsSpan(0, at).Trim().SequenceEqual(name)) return line[(at + 1)..].Trim();
        }

        return null;
    }
}
