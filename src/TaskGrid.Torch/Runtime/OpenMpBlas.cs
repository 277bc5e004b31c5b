#if TORCH_SYSTEM
using System.Runtime.InteropServices;

namespace TaskGrid.Torch;

/// <summary>
/// Debian has OpenBLAS in several flavours behind the same names. The OpenMP one shares libtorch's threads; the pthread
/// one has threads of its own, which fight with them (steps took three times as long here). A library that is loaded
/// already answers for its name, so loading the right flavour first is enough.
/// </summary>
internal static class OpenMpBlas
{
    private static readonly string[] Libraries = ["libopenblas.so.0", "libblas.so.3", "liblapack.so.3"];

    /// <summary>Loads the OpenMP flavour where it is installed.</summary>
    /// <returns>Whether it is.</returns>
    public static bool Prefer()
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists("/usr/lib")) return false;
        var folder = Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu")
            .Select(architecture => Path.Combine(architecture, "openblas-openmp"))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, Libraries[0])));
        return folder is not null
            && Libraries.All(library => NativeLibrary.TryLoad(Path.Combine(folder, library), out _));
    }
}
#endif
