using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Imports of <c>Native/status.cpp</c>: errors and the count of live tensors.</summary>
internal static partial class Native
{
    [LibraryImport(NativeLoader.LibraryName)]
    public static partial nint tg_last_error();

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_free(nint tensor);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_live_tensors(out long result);
}
