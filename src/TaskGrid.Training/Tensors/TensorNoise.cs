using TaskGrid.Torch;
using TaskGrid.Training.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace TaskGrid.Training.Tensors;

/// <summary>
/// The bits of <see cref="GateNoise"/> by operations on int64 tensors: the same numbers on every device. Factors are taken
/// as negative numbers where that keeps every product within 63 bits.
/// </summary>
internal sealed class TensorNoise(Device device) : IDisposable
{
    private static readonly Scalar Golden = (long)unchecked((int)0x9E3779B1);
    private static readonly Scalar First = (long)unchecked((int)0x85EBCA6B);
    private static readonly Scalar Second = (long)unchecked((int)0xC2B2AE35);
    private static readonly Scalar Half = 0.5f, Middle = 0.5f - (1 << 15);
    private static readonly Scalar Of24Bits = 1f / (1 << 24), Of16Bits = 1f / (1 << 16);

    private readonly Tensor _word = Number(uint.MaxValue, device);
    private readonly Tensor _halfWord = Number(ushort.MaxValue, device);
    private readonly Tensor _eight = Number(8, device);
    private readonly Tensor _thirteen = Number(13, device);
    private readonly Tensor _sixteen = Number(16, device);

    /// <summary>32 random bits of each of some neighbouring indices, int64 [n].</summary>
    /// <param name="key">Key of the step.</param>
    /// <param name="offset">The first index.</param>
    /// <param name="count">How many.</param>
    public Tensor Bits(uint key, int offset, int count)
    {
        using var scope = NewDisposeScope();
        using Scalar start = (long)offset, end = (long)offset + count, added = (long)key;
        var x = arange(start, end, TorchDialect.One, ScalarType.Int64, device);
        Multiply(x, Golden).add_(added, TorchDialect.One).bitwise_and_(_word);
        x.bitwise_xor_(x.bitwise_right_shift(_sixteen));
        Multiply(x, First);
        x.bitwise_xor_(x.bitwise_right_shift(_thirteen));
        Multiply(x, Second);
        x.bitwise_xor_(x.bitwise_right_shift(_sixteen));
        return x.MoveToOuterDisposeScope();
    }

    /// <summary>Uniform numbers in (0, 1) from the upper 24 bits, fp32 [n].</summary>
    public Tensor Uniform(Tensor bits)
    {
        using var scope = NewDisposeScope();
        return bits.bitwise_right_shift(_eight).to(ScalarType.Float32).add_(Half, TorchDialect.One).mul_(Of24Bits)
            .MoveToOuterDisposeScope();
    }

    /// <summary>Two uniform numbers in (−½, ½) that round stochastically, fp32 [n] each.</summary>
    public (Tensor Low, Tensor High) Dither(Tensor bits)
    {
        using var scope = NewDisposeScope();
        var mixed = Multiply(bits.clone(), Golden);
        var high = Centred(mixed.bitwise_right_shift(_sixteen));
        return (Centred(mixed.bitwise_and_(_halfWord)).MoveToOuterDisposeScope(), high.MoveToOuterDisposeScope());
    }

    public void Dispose()
    {
        foreach (var number in new[] { _word, _halfWord, _eight, _thirteen, _sixteen }) number.Dispose();
    }

    private static Tensor Centred(Tensor halfWord) =>
        halfWord.to(ScalarType.Float32).add_(Middle, TorchDialect.One).mul_(Of16Bits);

    private static Tensor Number(long value, Device device) =>
        full([], value, ScalarType.Int64, device).DetachFromDisposeScope();

    private Tensor Multiply(Tensor x, Scalar factor) => x.mul_(factor).bitwise_and_(_word);
}
