using System.Collections.Immutable;
using TaskGrid.Models;
using TaskGrid.Torch;
using TaskGrid.Training.Checkpoints;
using TaskGrid.Training.Gradients;
using TaskGrid.Training.Optimization;
using TaskGrid.Training.Runs;
using static TorchSharp.torch;

namespace TaskGrid.Training.Tensors;

/// <summary><see cref="DenseUpdate"/> by tensor operations, where the weights are.</summary>
internal sealed class TensorDenseUpdate : IDenseUpdate
{
    private readonly BaseModel _base;
    private readonly TensorGradients _gradients;
    private readonly ImmutableArray<TensorChunk> _chunks;
    private readonly Tensor _effective;
    private readonly Tensor? _master;
    private readonly Tensor _first;
    private readonly Tensor _second;

    public TensorDenseUpdate(TaskNetwork network)
    {
        using var scope = NewDisposeScope();
        (_base, _effective) = (network.Base, network.Effective);
        var count = _base.Layout.Count;
        _gradients = new TensorGradients(network.Weights, count);
        _chunks = TensorChunk.Cut(_base.Layout, _gradients.TableCount);
        var device = network.Weights.Device;
        _master = network.Weights.Type == ScalarType.Float32
            ? null
            : tensor(network.StartValues()).to(device).DetachFromDisposeScope();
        _first = zeros([count], ScalarType.Float32, device).DetachFromDisposeScope();
        _second = zeros([count], ScalarType.Float32, device).DetachFromDisposeScope();
    }

    public EmbeddingTap Tap => _gradients;

    public double? ExpectedDensity => null;

    public IReadOnlyList<StatePart> State =>
    [
        StatePart.Of("values", Values),
        StatePart.Of("values.first", _first),
        StatePart.Of("values.second", _second),
    ];

    // The trained weights θ [d].
    private Tensor Values => _master ?? _effective;

    public void Step(TokenBatch batch, int step, double rate)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        _gradients.Collect(batch);
        var scale = GradientNorm.Scale(TensorSums.Squares(_gradients, _chunks));
        foreach (var chunk in _chunks)
        {
            using var temporary = NewDisposeScope();
            Tensor Part(Tensor flat) => flat.narrow(0, chunk.Offset, chunk.Count);
            var values = Part(Values);
            TensorAdam.Step(values, _gradients.Of(chunk), Part(_first), Part(_second), (float)rate, scale, step);
            if (_master is not null) Part(_effective).copy_(values);
        }

        _gradients.Clear();
    }

    public void BeginEvaluation()
    {
    }

    public void EndEvaluation()
    {
    }

    public void Resume(int step) => Show();

    public float[] Capture()
    {
        using var scope = NewDisposeScope();
        return TorchDialect.Elements<float>(Values.cpu()).ToArray();
    }

    public void Restore(float[] captured)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        Values.copy_(tensor(captured));
        Show();
    }

    public float[] Differences()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        return TorchDialect.Elements<float>((Values - _base.Parameters).cpu()).ToArray();
    }

    public MaskStart Largest(int entries)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var differences = Values - _base.Parameters;
        var indices = TensorTopK.Select(differences, entries);
        return new(indices, TensorTopK.Pick(differences, indices));
    }

    public void Dispose()
    {
        _gradients.Dispose();
        _master?.Dispose();
        _first.Dispose();
        _second.Dispose();
    }

    private void Show()
    {
        if (_master is null) return;
        using var noGrad = no_grad();
        _effective.copy_(_master);
    }
}
