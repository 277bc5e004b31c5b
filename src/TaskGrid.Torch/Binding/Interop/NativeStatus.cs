using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TaskGrid.Torch;

namespace TorchSharp;

/// <summary>The one place where a status of the native library becomes an exception.</summary>
internal static class NativeStatus
{
    private const int OutOfMemory = 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(int status)
    {
        if (status != 0) Throw(status);
    }

    [DoesNotReturn]
    private static void Throw(int status)
    {
        var message = Marshal.PtrToStringUTF8(Native.tg_last_error()) ?? "";
        throw TorchFailure.Of(message, ranOut: status == OutOfMemory);
    }
}
