using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace TaskGrid.Torch;

/// <summary>What of the processor decides over kernels, threads and precision.</summary>
public sealed record Processor
{
    /// <summary>The processor that this process runs on.</summary>
    public static Processor Current { get; } = Detect();

    /// <summary>Its name, such as "Intel(R) Xeon(R) Processor"; the architecture where it has none.</summary>
    public required string Model { get; init; }

    /// <summary>How many hardware threads this process may use.</summary>
    public required int LogicalThreads { get; init; }

    /// <summary>How many cores those threads share, as far as the system tells; at most the threads.</summary>
    public required int PhysicalCores { get; init; }

    /// <summary>Whether it has the AVX-512 foundation.</summary>
    public bool HasAvx512 { get; init; }

    /// <summary>Whether it multiplies bfloat16 itself (AVX512_BF16 or AMX_BF16).</summary>
    public bool HasBf16 { get; init; }

    /// <summary>
    /// Whether it claims AMX but hides its tile palettes (CPUID leaf 1DH), as some virtual machines do: oneDNN then
    /// configures empty tiles, and the first use of one is an illegal instruction.
    /// </summary>
    public bool HidesAmxTiles { get; init; }

    private static Processor Detect()
    {
        var logical = Environment.ProcessorCount;
        var result = new Processor
        {
            Model = ModelName() ?? RuntimeInformation.ProcessArchitecture.ToString(),
            LogicalThreads = logical,
            PhysicalCores = Math.Clamp(CountCores() ?? logical, 1, logical),
        };
        if (!X86Base.IsSupported || X86Base.CpuId(0, 0).Eax < 7) return result;

        // Intel SDM, volume 2A, CPUID: leaf 7.0 EDX 22 is AMX_BF16 and 24 AMX_TILE; leaf 7.1 EAX 5 is AVX512_BF16.
        var features = X86Base.CpuId(7, 0);
        var amx = Bit(features.Edx, 24) && Bit(features.Edx, 22);
        var hidden = amx && (X86Base.CpuId(0, 0).Eax < 0x1D || X86Base.CpuId(0x1D, 0).Eax == 0);
        var avx512Bf16 = features.Eax >= 1 && Bit(X86Base.CpuId(7, 1).Eax, 5);
        return result with
        {
            HasAvx512 = Avx512F.IsSupported,
            HasBf16 = Avx512F.IsSupported && (avx512Bf16 || (amx && !hidden)),
            HidesAmxTiles = hidden,
        };
    }

    private static bool Bit(int register, int bit) => (register >> bit & 1) != 0;

    private static string? ModelName()
    {
        const string file = "/proc/cpuinfo";
        if (!File.Exists(file)) return null;
        var line = File.ReadLines(file).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    private static int? CountCores()
    {
        const string folder = "/sys/devices/system/cpu";
        if (!Directory.Exists(folder)) return null;
        var cores = Directory.EnumerateDirectories(folder, "cpu*")
            .Select(cpu => Path.Combine(cpu, "topology", "thread_siblings_list"))
            .Where(File.Exists)
            .Select(file => File.ReadAllText(file).Trim())
            .Distinct(StringComparer.Ordinal)
            .Count();
        return cores == 0 ? null : cores;
    }
}
