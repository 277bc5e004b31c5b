using TaskGrid.Models;
using TaskGrid.Training.Checkpoints;
using TaskGrid.Training.Gradients;
using TaskGrid.Training.Runs;

namespace TaskGrid.Training.Optimization;

/// <summary>
/// Adam on the k entries of a fixed mask: 36 bytes per entry, places and gradients included, no dense gradient. Phase 3 of diff pruning and
/// every method with a mask that is fixed from the start.
/// </summary>
internal sealed class MaskedUpdate : IMaskedUpdate
{
    private readonly SampledGradients? _gradients;
    private readonly EffectiveWeights _effective;
    private readonly int[] _indices;
    private readonly float[] _pretrained;
    private readonly float[] _differences;
    private readonly float[] _first;
    private readonly float[] _second;
    private readonly float[] _sum;

    /// <summary>Starts from given differences.</summary>
    /// <param name="network">The network, whose effective weights are set to θ_pre + δ.</param>
    /// <param name="start">The mask and where δ starts.</param>
    /// <param name="threads">Threads of the sampled products.</param>
    public MaskedUpdate(TaskNetwork network, MaskStart start, int threads)
    {
        var indices = start.Indices;
        _indices = indices;
        _differences = [.. start.Differences];
        _effective = new EffectiveWeights(network.Effective);
        var pretrained = network.Base.Values;
        _pretrained = new float[indices.Length];
        for (var j = 0; j < indices.Length; j++) _pretrained[j] = pretrained[indices[j]];
        _effective.Write(0, pretrained);
        (_first, _second, _sum) = (new float[indices.Length], new float[indices.Length], new float[indices.Length]);
        _gradients = indices.Length > 0 ? new SampledGradients(network.Weights, indices, threads) : null;
        WriteEffective();
    }

    public EmbeddingTap? Tap => _gradients;

    public double? ExpectedDensity => null;

    public float[] Differences() => _differences;

    public void Step(TokenBatch batch, int step, double rate)
    {
        if (_gradients is null) return;
        var gradient = _gradients.Collect(batch);
        var scale = GradientNorm.Scale(GradientNorm.Squared(gradient));
        AdamKernel.Step(_differences, gradient, _first, _second, (float)rate, scale, step);
        WriteEffective();
    }

    public void BeginEvaluation()
    {
    }

    public void EndEvaluation()
    {
    }

    public IReadOnlyList<StatePart> State =>
    [
        StatePart.Of("differences", _differences),
        StatePart.Of("differences.first", _first),
        StatePart.Of("differences.second", _second),
    ];

    public void Resume(int step) => WriteEffective();

    public float[] Capture() => [.. _differences];

    public void Restore(float[] captured)
    {
        captured.CopyTo(_differences, 0);
        WriteEffective();
    }

    public void Dispose() => _gradients?.Dispose();

    private void WriteEffective()
    {
        System.Numerics.Tensors.TensorPrimitives.Add(_pretrained, _differences, _sum);
        _effective.Write(_indices, _sum);
    }
}
