using TaskGrid.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace TaskGrid.Training.Optimization;

/// <summary>
/// Writes fp32 values into the weights that the forward pass reads, fp32 or bf16, on the CPU or on a device. On a
/// device a copy on the host is written, and <see cref="Publish"/> sends it over once a step.
/// </summary>
internal sealed unsafe class EffectiveWeights
{
    private readonly Tensor _target;
    private readonly Tensor _host;
    private readonly void* _memory;
    private readonly int _count;

    public EffectiveWeights(Tensor target)
    {
        _target = target;
        _host = target.device_type == DeviceType.CPU ? target : target.cpu().DetachFromDisposeScope();
        _count = checked((int)target.NumberOfElements);
        // Native memory: it stays where it is for as long as the tensor lives.
        if (Half) fixed (ushort* memory = TorchDialect.Elements<ushort>(_host)) _memory = memory;
        else fixed (float* memory = TorchDialect.Elements<float>(_host)) _memory = memory;
    }

    /// <summary>Whether the weights are bf16.</summary>
    public bool Half => _host.dtype == ScalarType.BFloat16;

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

    /// <summary>Makes what was written visible to the forward pass.</summary>
    public void Publish()
    {
        if (ReferenceEquals(_host, _target)) return;
        using (no_grad()) _target.copy_(_host);
    }

    private Span<ushort> Halves => new(_memory, _count);
}
