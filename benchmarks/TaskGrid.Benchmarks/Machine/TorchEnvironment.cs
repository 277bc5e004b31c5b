using System.Runtime.InteropServices;

namespace TaskGrid.Benchmarks.Machine;

/// <summary>Variables that both sides of a comparison start with, so that neither has the faster products.</summary>
internal static class TorchEnvironment
{
    /// <summary>The variables.</summary>
    /// <param name="threads">Threads of OpenMP, which libtorch and its BLAS share.</param>
    public static IReadOnlyDictionary<string, string?> Create(int threads)
    {
        var variables = new Dictionary<string, string?> { ["OMP_NUM_THREADS"] = $"{threads}" };
        // The OpenBLAS whose threads are libtorch's own; the other flavour's threads compete with them.
        var folder = Path.Combine("/usr/lib", Triplet(), "openblas-openmp");
        if (Directory.Exists(folder))
        {
            var inherited = Environment.GetEnvironmentVariable("LD_LIBRARY_PATH");
            variables["LD_LIBRARY_PATH"] = string.IsNullOrEmpty(inherited) ? folder : $"{folder}:{inherited}";
        }

        // Processors newer than the library are taken for old ones, and oneDNN 2.6 fails on AMX under some systems.
        if (MachineDescription.HasProcessorFlag("avx512f"))
        {
            Default(variables, "OPENBLAS_CORETYPE", "SKYLAKEX");
            if (MachineDescription.HasProcessorFlag("avx512_bf16"))
                Default(variables, "ONEDNN_MAX_CPU_ISA", "AVX512_CORE_BF16");
        }

        return variables;
    }

    /// <summary>The variables in words, for the name of the machine.</summary>
    public static string Describe() =>
        string.Join(' ', Create(1).Where(variable => variable.Key != "OMP_NUM_THREADS")
            .Select(variable => $"{variable.Key}={variable.Value}"));

    private static void Default(Dictionary<string, string?> variables, string name, string value) =>
        variables[name] = Environment.GetEnvironmentVariable(name) ?? value;

    private static string Triplet() =>
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
}
