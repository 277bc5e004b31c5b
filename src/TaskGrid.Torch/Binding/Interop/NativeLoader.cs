using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TaskGrid;
using TaskGrid.Torch;

namespace TorchSharp;

/// <summary>Finds, prepares and checks <c>libtaskgrid_torch.so</c> when the first native function is called.</summary>
internal static class NativeLoader
{
    public const string LibraryName = "taskgrid_torch";

    /// <summary>The interface that this assembly was written for; the library's must be the same.</summary>
    public const int InterfaceVersion = 2;

    private const string Remedy =
        "Run './taskgrid setup', which installs libtorch-dev and g++ and compiles the library, and build again.";

#pragma warning disable CA2255 // The resolver must be there before the first call, whoever makes it.
    [ModuleInitializer]
    internal static void Register() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeLoader).Assembly, Resolve);
#pragma warning restore CA2255

    /// <summary>Loads the library at a path and checks its interface.</summary>
    /// <exception cref="TaskGridException">It is missing, does not load, or is of another interface.</exception>
    public static unsafe nint Load(string path)
    {
        TorchRuntime.Initialize();
        nint library;
        try
        {
            library = NativeLibrary.Load(path);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            throw new TaskGridException(
                ErrorCodes.NativeMissing,
                $"The tensor library '{path}' cannot be loaded: {exception.Message} {Remedy}",
                innerException: exception);
        }

        if (!NativeLibrary.TryGetExport(library, "tg_interface_version", out var export))
            throw Mismatch(path, "none");
        var version = ((delegate* unmanaged<int>)export)();
        return version == InterfaceVersion ? library : throw Mismatch(path, $"{version}");
    }

    private static TaskGridException Mismatch(string path, string version) => new(
        ErrorCodes.NativeMissing,
        $"The tensor library '{path}' has interface {version}, but this program needs {InterfaceVersion}. {Remedy}");

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == LibraryName ? Load(Path.Combine(AppContext.BaseDirectory, $"lib{LibraryName}.so")) : 0;
}
