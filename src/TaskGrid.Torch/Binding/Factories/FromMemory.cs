using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Copies values into a new tensor; their number must be that of the shape.</summary>
    private static Tensor FromMemory<T>(
        ReadOnlySpan<T> values, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad,
        string[]? names)
        where T : unmanaged
    {
        Unnamed(names);
        ref readonly var first = ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(values));
        var status = Native.tg_from_memory(
            in first, (long)values.Length * Unsafe.SizeOf<T>(), (int)ElementType.Of<T>(),
            in MemoryMarshal.GetReference(shape), shape.Length, new Placement(dtype, device, requires_grad),
            out var result);
        return Tensor.Of(status, result);
    }
}
