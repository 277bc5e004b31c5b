using TaskGrid.Models;
using static TorchSharp.torch;

namespace TaskGrid.Training.Runs;

/// <summary>
/// What one run trains: its own effective weights θ [d], which begin as the base's, and the dense head in fp32:
/// logits = W·dropout(pooled) + b, W [L, H], b [L].
/// </summary>
internal sealed class TaskNetwork : IDisposable
{
    // BERT's own classifier dropout (Devlin et al. 2018).
    private const double HeadDropout = 0.1;

    public TaskNetwork(BaseModel model, int outputs, ScalarType type, int seed)
    {
        using var scope = NewDisposeScope();
        Base = model;
        Effective = model.Parameters.to(type).clone().DetachFromDisposeScope();
        Weights = new EncoderWeights(model.Config, model.Layout, Effective);
        var random = new Random(seed);
        var weight = new float[outputs * model.Config.HiddenSize];
        for (var i = 0; i < weight.Length; i++) weight[i] = 0.02f * Gaussian(random);
        HeadWeight = tensor(weight, [outputs, model.Config.HiddenSize]).requires_grad_(true).DetachFromDisposeScope();
        HeadBias = zeros([outputs]).requires_grad_(true).DetachFromDisposeScope();
    }

    /// <summary>The base.</summary>
    public BaseModel Base { get; }

    /// <summary>θ [d], fp32 or bf16.</summary>
    public Tensor Effective { get; }

    /// <summary>Views into <see cref="Effective"/>.</summary>
    public EncoderWeights Weights { get; }

    /// <summary>W [L, H].</summary>
    public Tensor HeadWeight { get; }

    /// <summary>b [L].</summary>
    public Tensor HeadBias { get; }

    /// <summary>Logits [B, L] of training, fp32, with a graph through the whole encoder.</summary>
    public Tensor TrainingLogits(TokenBatch batch, IForwardTap tap) =>
        HeadLogits(EncoderForward.Pooled(Weights, batch, tap));

    /// <summary>Logits [B, L] of training from pooled vectors [B, H], with dropout on them.</summary>
    public Tensor HeadLogits(Tensor pooled) =>
        nn.functional.linear(
            nn.functional.dropout(pooled.to(ScalarType.Float32).cpu(), HeadDropout, true), HeadWeight, HeadBias);

    /// <inheritdoc/>
    public void Dispose()
    {
        Weights.Dispose();
        Effective.Dispose();
        HeadWeight.Dispose();
        HeadBias.Dispose();
    }

    private static float Gaussian(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
