using TaskGrid.Torch;

namespace TaskGrid.Benchmarks.Machine;

/// <summary>Variables that both sides of a comparison start with, so that neither has the faster products.</summary>
internal static class TorchEnvironment
{
    // What TorchRuntime sets for this process and, through its environment, for those that it starts.
    private static readonly string[] Inherited = ["OPENBLAS_CORETYPE", "ONEDNN_MAX_CPU_ISA", "OMP_WAIT_POLICY"];

    /// <summary>The variables.</summary>
    /// <param name="threads">Threads of OpenMP, which libtorch and its BLAS share.</param>
    public static IReadOnlyDictionary<string, string?> Create(int threads)
    {
        TorchRuntime.Initialize();
        var variables = new Dictionary<string, string?> { ["OMP_NUM_THREADS"] = $"{threads}" };
        if (OpenMpBlasFolder() is not { } folder) return variables;
        // TaskGrid finds the OpenBLAS whose threads are libtorch's own; PyTorch must be led to it.
        var path = Environment.GetEnvironmentVariable("LD_LIBRARY_PATH");
        variables["LD_LIBRARY_PATH"] = string.IsNullOrEmpty(path) ? folder : $"{folder}:{path}";
        return variables;
    }

    /// <summary>libtorch, its BLAS and what is set for them, for the name of the machine.</summary>
    /// <param name="device">Where it computes.</param>
    public static string[] Describe(string device = DeviceNames.Cpu)
    {
        TorchRuntime.Initialize();
        return
        [
            .. device == DeviceNames.Cpu ? (string[])[] : [$"{device}: {GraphicsCards.Models}"],
            $"libtorch {TorchRuntime.Version}",
            OpenMpBlasFolder() is { } folder ? Path.GetFileName(Library(folder)) : "the system's BLAS",
            .. Inherited.Where(name => Environment.GetEnvironmentVariable(name) is not null)
                .Select(name => $"{name}={Environment.GetEnvironmentVariable(name)}"),
        ];
    }

    private static string? OpenMpBlasFolder() =>
        Directory.Exists("/usr/lib")
            ? Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu")
                .Select(architecture => Path.Combine(architecture, "openblas-openmp"))
                .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "libopenblas.so.0")))
            : null;

    // The file behind the link has the version in its name.
    private static string Library(string folder) =>
        File.ResolveLinkTarget(Path.Combine(folder, "libopenblas.so.0"), returnFinalTarget: true)?.FullName
        ?? Path.Combine(folder, "libopenblas.so.0");
}
