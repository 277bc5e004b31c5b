using TaskGrid.Models;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Training.Gradients;

/// <summary>
/// Cuts the graph at the summed embeddings [B, T, E]: their gradient is scattered into the tables by hand, which
/// touches B·T rows instead of building a dense gradient of the whole vocabulary.
/// </summary>
internal abstract class EmbeddingTap : IForwardTap, IDisposable
{
    private Tensor? _sum;

    /// <inheritdoc/>
    public Tensor Embedded(TokenBatch batch, Tensor sum)
    {
        _sum = sum.detach().requires_grad_(true);
        return _sum;
    }

    /// <inheritdoc/>
    public abstract void Product(WeightView weight, Tensor input, Tensor output);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>The gradient of the summed embeddings [B, T, E], fp32.</summary>
    protected Tensor EmbeddingGradient()
    {
        var gradient = TorchDialect.Gradient(_sum!)!;
        _sum = null;
        return gradient.to(ScalarType.Float32).contiguous();
    }
}
