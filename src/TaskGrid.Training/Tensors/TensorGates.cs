using TaskGrid.Training.Optimization;
using TorchSharp;
using static TaskGrid.Torch.TorchDialect;
using static TorchSharp.torch;

namespace TaskGrid.Training.Tensors;

/// <summary>The formulas of <see cref="HardConcrete"/> and of the gated phase's Adam, by tensor operations.</summary>
internal static class TensorGates
{
    // As in GateKernel: the penalty's gradient is far below Adam's usual ε.
    private const float Epsilon = 1e-15f;

    private static readonly Scalar EpsilonSquared = Epsilon * Epsilon;

    // bf16 keeps 8 bits, the first of which is not stored.
    private static readonly Scalar StoredBits = 7;

    private static readonly Scalar Low = HardConcrete.Low, Width = HardConcrete.High - HardConcrete.Low;

    private static readonly Scalar Zero = 0;

    /// <summary>Sampled gates z [n].</summary>
    /// <param name="alpha">α [n].</param>
    /// <param name="u">Uniform noise [n].</param>
    public static Tensor Sample(Tensor alpha, Tensor u)
    {
        using var scope = NewDisposeScope();
        return Clamp(Stretched(Sigma(alpha.exp(), u))).MoveToOuterDisposeScope();
    }

    /// <summary>Sampled gates z and their slopes ∂z/∂α, [n] each.</summary>
    /// <param name="alpha">α [n].</param>
    /// <param name="u">Uniform noise [n].</param>
    public static (Tensor Gate, Tensor Slope) SampleWithSlope(Tensor alpha, Tensor u)
    {
        using var scope = NewDisposeScope();
        var s = Sigma(alpha.exp(), u);
        var stretched = Stretched(s);
        var z = Clamp(stretched);
        var slope = s.neg().add_(One, One).mul_(s).mul_(Width).mul_(z.eq(stretched));
        return (z.MoveToOuterDisposeScope(), slope.MoveToOuterDisposeScope());
    }

    /// <summary>The gates without noise [n].</summary>
    public static Tensor Deterministic(Tensor alpha)
    {
        using var scope = NewDisposeScope();
        return Clamp(Stretched(alpha.sigmoid())).MoveToOuterDisposeScope();
    }

    /// <summary>Updates bf16 moments and gives the step's length without the learning rate [n].</summary>
    /// <param name="gradient">[n].</param>
    /// <param name="first">First moments, bf16 [n]; rounded to the nearest.</param>
    /// <param name="second">Second moments, bf16 [n]; rounded stochastically.</param>
    /// <param name="dither">Noise in (−½, ½) [n].</param>
    /// <param name="unbias">See <see cref="AdamSettings.Correction"/>.</param>
    public static Tensor Move(
        Tensor gradient, Tensor first, Tensor second, Tensor dither, (float First, float Second) unbias)
    {
        using var scope = NewDisposeScope();
        using Scalar unbiasFirst = unbias.First, unbiasSecond = unbias.Second;
        var m1 = first.to(ScalarType.Float32);
        var m2 = second.to(ScalarType.Float32);
        m1.add_(gradient.sub(m1), TensorAdam.Forget1);
        m2.add_(gradient.mul(gradient).sub_(m2), TensorAdam.Forget2);
        first.copy_(m1);
        // The distance of neighbouring bf16 numbers; 0 at 0.
        var spacing = m2.log2().floor_().sub_(StoredBits).exp2();
        second.copy_(dither.mul(spacing).add_(m2, One));
        return m2.mul_(unbiasSecond).add_(EpsilonSquared, One).rsqrt().mul_(m1).mul_(unbiasFirst)
            .MoveToOuterDisposeScope();
    }

    // s = uE ÷ (uE + 1 − u) with E = e^α.
    private static Tensor Sigma(Tensor expAlpha, Tensor u)
    {
        var left = expAlpha.mul_(u);
        return left.div(u.neg().add_(One, One).add_(left, One));
    }

    private static Tensor Stretched(Tensor s) => s.mul(Width).add_(Low, One);

    private static Tensor Clamp(Tensor stretched) => stretched.clamp(Zero, One);
}
