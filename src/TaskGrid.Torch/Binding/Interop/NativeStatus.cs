using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TaskGrid;

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
        throw status == OutOfMemory
            ? new TaskGridException(
                ErrorCodes.OutOfMemory,
                $"The machine has too little memory for this step: {message} " +
                "Use a smaller batch, shorter texts or a smaller base.")
            : new TaskGridException(ErrorCodes.NativeFailed, $"libtorch failed: {message}");
    }
}
