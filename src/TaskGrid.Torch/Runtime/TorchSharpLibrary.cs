#if TORCHSHARP_PACKAGE
using System.Runtime.InteropServices;
using TorchSharp;

namespace TaskGrid.Torch;

/// <summary>
/// TorchSharp's native library, which is made for certain processors and for a C++ runtime that may be newer than the
/// system's. TorchSharp itself then fails in a type initializer, with a page of what it tried.
/// </summary>
internal static class TorchSharpLibrary
{
    private const string Name = "libLibTorchSharp.so";

    /// <summary>Loads it.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.NativeMissing"/>: it is missing, or does not load here.</exception>
    public static void Load()
    {
        try
        {
            torch.InitializeDeviceType(DeviceType.CPU);
        }
        catch (Exception exception) when (exception is TypeInitializationException or NotSupportedException or DllNotFoundException)
        {
            throw Failure(Reason(AppContext.BaseDirectory), exception);
        }
    }

    /// <summary>The exception for a reason that the loader of the system gave.</summary>
    internal static TaskGridException Failure(string reason, Exception? cause) => new(
        ErrorCodes.NativeMissing,
        $"TorchSharp's native library cannot be loaded: {reason} Build with -p:TaskGridTensors=system, which uses the system's "
        + "libtorch instead; './taskgrid setup' chooses what fits this machine.",
        innerException: cause);

    /// <summary>What the system's loader says of it, where it lies under a folder.</summary>
    internal static string Reason(string folder)
    {
        var library = new[] { folder, Path.Combine(folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native") }
            .Select(place => Path.Combine(place, Name))
            .FirstOrDefault(File.Exists);
        if (library is null) return $"there is none for {RuntimeInformation.RuntimeIdentifier}.";
        try
        {
            NativeLibrary.Free(NativeLibrary.Load(library));
            return "it loads alone, but not with the libtorch beside it.";
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            return exception.Message;
        }
    }
}
#endif
