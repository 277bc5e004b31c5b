using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TaskGrid.Training.Gradients;

/// <summary>Clipping by the global norm.</summary>
internal static class GradientNorm
{
    /// <summary>The largest norm that is let through, as published for BERT and for diff pruning.</summary>
    public const double Limit = 1;

    /// <summary>The factor that brings a gradient of this squared norm to at most <see cref="Limit"/>.</summary>
    public static float Scale(double squaredNorm) =>
        squaredNorm > Limit * Limit ? (float)(Limit / Math.Sqrt(squaredNorm)) : 1f;

    /// <summary>Σ g², in fp32 over short runs and in fp64 over all.</summary>
    public static double Squared(ReadOnlySpan<float> gradient)
    {
        var total = 0.0;
        for (; gradient.Length > 0; gradient = gradient[Math.Min(gradient.Length, 4096)..])
            total += TensorPrimitives.SumOfSquares(gradient[..Math.Min(gradient.Length, 4096)]);
        return total;
    }
}
