using TaskGrid.Diffs;
using TaskGrid.Models;
using static TorchSharp.torch;

namespace TaskGrid.Training.Runs;

/// <summary>
/// What one run trains: its own effective weights θ [d], which begin as the base's, and the dense head in fp32:
/// logits = W·dropout(pooled) + b, W [L, H], b [L]. The weights are where the base is, the head is on the processor.
/// </summary>
internal sealed class TaskNetwork : IDisposable
{
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

    /// <summary>The difference that training starts from; null: it starts from the base.</summary>
    public SparseDiff? Earlier { get; private set; }

    /// <summary>Starts from an earlier version's difference.</summary>
    public void StartFrom(SparseDiff earlier)
    {
        Earlier = earlier;
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        Effective.copy_(tensor(StartValues()));
    }

    /// <summary>A copy of θ [d] where training starts: the base's, or an earlier version's.</summary>
    public float[] StartValues()
    {
        var values = Base.ReadParameters();
        for (var j = 0; j < Earlier?.Count; j++) values[Earlier.Indices[j]] += Earlier.Values[j];
        return values;
    }

    /// <summary>The earlier version's differences [k] at flat indices; 0 where it has none.</summary>
    public float[] EarlierAt(int[] indices)
    {
        if (Earlier is null) return new float[indices.Length];
        return Array.ConvertAll(indices, index =>
        {
            var entry = Array.BinarySearch(Earlier.Indices, index);
            return entry < 0 ? 0 : Earlier.Values[entry];
        });
    }

    /// <summary>Logits [B, L] of training, fp32, with a graph through the whole encoder.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="tap">Takes what gradients are made of.</param>
    /// <param name="key">Key of the step's dropout (<see cref="HeadDropout.Key"/>).</param>
    public Tensor TrainingLogits(TokenBatch batch, IForwardTap tap, uint key) =>
        HeadLogits(EncoderForward.Pooled(Weights, batch, tap), key);

    /// <summary>Logits [B, L] of training from pooled vectors [B, H], with dropout on them.</summary>
    /// <param name="pooled">The encoder's result.</param>
    /// <param name="key">Key of the step's dropout.</param>
    public Tensor HeadLogits(Tensor pooled, uint key) =>
        nn.functional.linear(HeadDropout.Apply(pooled.to(ScalarType.Float32).cpu(), key), HeadWeight, HeadBias);

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
