using TaskGrid.Diffs;
using TaskGrid.Models;
using TaskGrid.Training.Checkpoints;
using TaskGrid.Training.Gradients;
using TaskGrid.Training.Runs;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TaskGrid.Training.Optimization;

/// <summary>
/// Adam on all d weights: the update of full fine-tuning. In fp32 it works on the effective weights themselves; in bf16 it
/// keeps fp32 master values.
/// </summary>
internal sealed class DenseUpdate : IDenseUpdate
{
    private readonly BaseModel _base;
    private readonly DenseGradients _gradients;
    private readonly ChunkPass _pass;
    private readonly EffectiveWeights _effective;
    private readonly float[]? _master;
    private readonly float[] _first;
    private readonly float[] _second;

    public DenseUpdate(TaskNetwork network, int threads)
    {
        _base = network.Base;
        var count = _base.Layout.Count;
        _gradients = new DenseGradients(network.Weights);
        _pass = new ChunkPass(FlatChunk.Cut(_base.Layout, _gradients.Segments), threads);
        _effective = new EffectiveWeights(network.Effective);
        _master = _effective.Half ? network.StartValues() : null;
        _first = new float[count];
        _second = new float[count];
    }

    public EmbeddingTap Tap => _gradients;

    public double? ExpectedDensity => null;

    public float[] Differences()
    {
        var differences = _base.ReadParameters();
        TensorPrimitives.Subtract(Values, differences, differences);
        return differences;
    }

    public MaskStart Largest(int entries)
    {
        var differences = Differences();
        var indices = TopK.Select(differences, entries);
        return new(indices, Array.ConvertAll(indices, index => differences[index]));
    }

    // The trained weights θ [d].
    private Span<float> Values => _master ?? _effective.Floats;

    public void Step(TokenBatch batch, int step, double rate)
    {
        _gradients.Collect(batch);
        var scale = GradientNorm.Scale(
            _pass.Sum(_gradients, static (_, gradient) => GradientNorm.Squared(gradient)));
        _pass.Run(_gradients, (chunk, gradient) =>
        {
            var values = Values.Slice(chunk.Offset, chunk.Count);
            AdamKernel.Step(
                values,
                gradient,
                _first.AsSpan(chunk.Offset, chunk.Count),
                _second.AsSpan(chunk.Offset, chunk.Count),
                (float)rate,
                scale,
                step);
            if (_master is not null) _effective.Write(chunk.Offset, values);
        });
        _gradients.Clear();
    }

    public void BeginEvaluation()
    {
    }

    public void EndEvaluation()
    {
    }

    public IReadOnlyList<StatePart> State =>
    [
        StatePart.Of("values", _first.Length, () => Values),
        StatePart.Of("values.first", _first),
        StatePart.Of("values.second", _second),
    ];

    public void Resume(int step) => Show();

    public float[] Capture() => Values.ToArray();

    public void Restore(float[] captured)
    {
        captured.CopyTo(Values);
        Show();
    }

    public void Dispose() => _gradients.Dispose();

    private void Show()
    {
        if (_master is not null) _effective.Write(0, _master);
    }
}
