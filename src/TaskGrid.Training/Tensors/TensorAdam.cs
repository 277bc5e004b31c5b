using TaskGrid.Torch;
using TaskGrid.Training.Optimization;
using TorchSharp;
using static TorchSharp.torch;

namespace TaskGrid.Training.Tensors;

/// <summary>One Adam step over flat fp32 tensors: what <see cref="AdamKernel"/> computes.</summary>
internal static class TensorAdam
{
    /// <summary>What each step forgets of the moments: 1 − β₁ and 1 − β₂.</summary>
    internal static readonly Scalar Forget1 = 1 - AdamSettings.Beta1, Forget2 = 1 - AdamSettings.Beta2;

    private static readonly Scalar Epsilon = AdamSettings.Epsilon;

    /// <summary>Updates values and moments in place.</summary>
    /// <param name="values">Parameters [n].</param>
    /// <param name="gradient">Gradients [n].</param>
    /// <param name="first">First moments [n].</param>
    /// <param name="second">Second moments [n].</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="scale">Factor on the gradients (clipping).</param>
    /// <param name="step">Number of the step, from 1.</param>
    public static void Step(
        Tensor values, Tensor gradient, Tensor first, Tensor second, float rate, float scale, int step)
    {
        using var scope = NewDisposeScope();
        var (unbias1, unbias2) = AdamSettings.Correction(step);
        using Scalar factor = scale, unbiasSecond = unbias2, move = -(rate * unbias1);
        var scaled = gradient.mul(factor);
        first.add_(scaled.sub(first), Forget1);
        second.add_(scaled.mul(scaled).sub_(second), Forget2);
        values.addcdiv_(first, second.mul(unbiasSecond).sqrt_().add_(Epsilon, TorchDialect.One), move);
    }
}
