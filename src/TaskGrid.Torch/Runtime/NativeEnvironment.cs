using System.Runtime.InteropServices;

namespace TaskGrid.Torch;

/// <summary>
/// Environment variables that libtorch's libraries read when they are loaded. What the user has set stays.
/// </summary>
internal static partial class NativeEnvironment
{
    /// <summary>The variables that this processor calls for.</summary>
    /// <param name="processor">The processor.</param>
    /// <param name="current">The value that a variable has; null where it is not set.</param>
    public static IReadOnlyList<(string Name, string Value)> Wanted(Processor processor, Func<string, string?> current)
    {
        // UCX, which Debian 13's libtorch loads, would take the signals of .NET's null references, and end the process.
        List<(string Name, string Value)> wanted = [("UCX_HANDLE_ERRORS", "none")];

        // OpenBLAS 0.3.21 does not know newer processors and falls back to slow kernels: 62 GFLOP/s against 160 here.
        if (processor.HasAvx512) wanted.Add(("OPENBLAS_CORETYPE", "SKYLAKEX"));
        if (processor.HidesAmxTiles && current("DNNL_MAX_CPU_ISA") is null)
            wanted.Add(("ONEDNN_MAX_CPU_ISA", "AVX512_CORE_BF16"));
        return [.. wanted.Where(variable => current(variable.Name) is null)];
    }

    /// <summary>Sets variables for native code in this process and for processes that it starts.</summary>
    public static void Set(IEnumerable<(string Name, string Value)> variables)
    {
        foreach (var (name, value) in variables)
        {
            Environment.SetEnvironmentVariable(name, value);
            // .NET keeps its own copy of the environment, which getenv in native code does not see.
            if (SetNative(name, value, 1) != 0) throw new InvalidOperationException($"setenv refused '{name}'.");
        }
    }

    /// <summary>The value that native code sees.</summary>
    public static string? Get(string name) => Marshal.PtrToStringUTF8(GetNative(name));

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetNative(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetNative(string name);
}
