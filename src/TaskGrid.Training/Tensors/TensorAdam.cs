using TaskGrid.Training.Optimization;
using static TorchSharp.torch;

namespace TaskGrid.Training.Tensors;

/// <summary>One Adam step over flat fp32 tensors: what <see cref="AdamKernel"/> computes.</summary>
internal static class TensorAdam
{
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
        var scaled = gradient.mul(scale);
        first.add_(scaled.sub(first), 1 - AdamSettings.Beta1);
        second.add_(scaled.mul(scaled).sub_(second), 1 - AdamSettings.Beta2);
        values.addcdiv_(first, second.mul(unbias2).sqrt_().add_(AdamSettings.Epsilon), -(rate * unbias1));
    }
}
