using System.Runtime.InteropServices;
using TaskGrid.Torch;
using TaskGrid.Training.Optimization;
using TorchSharp;

namespace TaskGrid.Training.Gradients;

/// <summary>The elements of a tensor on the CPU, fp32 or bf16: valid as long as the tensor is.</summary>
internal readonly unsafe struct HostMemory
{
    private readonly nint _pointer;
    private readonly bool _half;

    /// <summary>The elements of a contiguous tensor.</summary>
    public HostMemory(torch.Tensor tensor)
    {
        _half = tensor.dtype == torch.ScalarType.BFloat16;
        // Native memory: it stays where it is for as long as the tensor lives.
        if (_half) fixed (ushort* memory = TorchDialect.Elements<ushort>(tensor)) _pointer = (nint)memory;
        else fixed (float* memory = TorchDialect.Elements<float>(tensor)) _pointer = (nint)memory;
    }

    /// <summary>A pinned array.</summary>
    public HostMemory(float[] pinned) => _pointer = Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);

    /// <summary>A range in fp32: the memory itself, or widened into a buffer.</summary>
    /// <param name="start">First element.</param>
    /// <param name="count">Number of elements.</param>
    /// <param name="buffer">At least <paramref name="count"/> long.</param>
    public Span<float> Read(int start, int count, float[] buffer)
    {
        if (!_half) return new Span<float>((float*)_pointer + start, count);
        var values = buffer.AsSpan(0, count);
        BFloat16Codec.Widen(new ReadOnlySpan<ushort>((ushort*)_pointer + start, count), values);
        return values;
    }
}
