using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Training.Optimization;

/// <summary>Writes fp32 values into the weights that the forward pass reads, fp32 or bf16, on the processor.</summary>
internal sealed unsafe class EffectiveWeights
{
    private readonly void* _memory;
    private readonly int _count;

    public EffectiveWeights(Tensor target)
    {
        Half = target.dtype == ScalarType.BFloat16;
        _count = checked((int)target.NumberOfElements);
        // Native memory: it stays where it is for as long as the tensor lives.
        if (Half) fixed (ushort* memory = TorchDialect.Elements<ushort>(target)) _memory = memory;
        else fixed (float* memory = TorchDialect.Elements<float>(target)) _memory = memory;
    }

    /// <summary>Whether the weights are bf16.</summary>
    public bool Half { get; }

    /// <summary>The weights, when they are fp32.</summary>
    public Span<float> Floats => new(_memory, _count);

    /// <summary>Writes a range.</summary>
    public void Write(int offset, ReadOnlySpan<float> values)
    {
        if (Half) BFloat16Codec.Narrow(values, Halves.Slice(offset, values.Length));
        else values.CopyTo(Floats[offset..]);
    }

    /// <summary>Writes single elements: <c>weights[indices[j]] = values[j]</c>.</summary>
    public void Write(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        if (Half)
        {
            var halves = Halves;
            for (var j = 0; j < indices.Length; j++) halves[indices[j]] = BFloat16Codec.Narrow(values[j]);
        }
        else
        {
            var floats = Floats;
            for (var j = 0; j < indices.Length; j++) floats[indices[j]] = values[j];
        }
    }

    private Span<ushort> Halves => new(_memory, _count);
}
