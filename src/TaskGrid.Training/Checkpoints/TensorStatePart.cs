using System.Runtime.InteropServices;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Training.Checkpoints;

/// <summary>The elements of a tensor on any device; pieces of them pass through the processor's memory.</summary>
/// <param name="name">Name.</param>
/// <param name="values">[n], fp32 or bf16.</param>
internal sealed class TensorStatePart(string name, Tensor values) : StatePart(
    name,
    values.dtype == ScalarType.BFloat16 ? TypeOf<ushort>() : TypeOf<float>(),
    checked((int)values.NumberOfElements))
{
    /// <inheritdoc/>
    protected override void Read(int start, int length, Action<Span<byte>> handle)
    {
        using var scope = NewDisposeScope();
        handle(Bytes(values.narrow(0, start, length).cpu()));
    }

    /// <inheritdoc/>
    protected override void Write(int start, int length, Action<Span<byte>> handle)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var piece = empty([length], values.dtype);
        handle(Bytes(piece));
        values.narrow(0, start, length).copy_(piece);
    }

    private static Span<byte> Bytes(Tensor piece) =>
        piece.dtype == ScalarType.BFloat16
            ? MemoryMarshal.AsBytes(TorchDialect.Elements<ushort>(piece))
            : MemoryMarshal.AsBytes(TorchDialect.Elements<float>(piece));
}
