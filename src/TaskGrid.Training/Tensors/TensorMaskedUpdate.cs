using TaskGrid.Models;
using TaskGrid.Torch;
using TaskGrid.Training.Checkpoints;
using TaskGrid.Training.Gradients;
using TaskGrid.Training.Optimization;
using TaskGrid.Training.Runs;
using static TorchSharp.torch;

namespace TaskGrid.Training.Tensors;

/// <summary><see cref="MaskedUpdate"/> by tensor operations, where the weights are.</summary>
internal sealed class TensorMaskedUpdate : IMaskedUpdate
{
    private readonly TensorSampledGradients? _gradients;
    private readonly Tensor _effective;
    private readonly Tensor _indices;
    private readonly Tensor _pretrained;
    private readonly Tensor _differences;
    private readonly Tensor _first;
    private readonly Tensor _second;

    /// <summary>Starts from given differences.</summary>
    /// <param name="network">The network, whose effective weights are set to θ_pre + δ.</param>
    /// <param name="start">The mask and where δ starts.</param>
    public TensorMaskedUpdate(TaskNetwork network, MaskStart start)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var device = network.Weights.Device;
        var count = start.Indices.Length;
        _effective = network.Effective;
        _indices = tensor(Array.ConvertAll(start.Indices, index => (long)index)).to(device).DetachFromDisposeScope();
        _pretrained = network.Base.Parameters.index_select(0, _indices).DetachFromDisposeScope();
        _differences = tensor(start.Differences).to(device).DetachFromDisposeScope();
        _first = zeros([count], ScalarType.Float32, device).DetachFromDisposeScope();
        _second = zeros([count], ScalarType.Float32, device).DetachFromDisposeScope();
        _effective.copy_(network.Base.Parameters);
        _gradients = count > 0 ? new TensorSampledGradients(network.Weights, start.Indices) : null;
        Show();
    }

    public EmbeddingTap? Tap => _gradients;

    public double? ExpectedDensity => null;

    public IReadOnlyList<StatePart> State =>
    [
        StatePart.Of("differences", _differences),
        StatePart.Of("differences.first", _first),
        StatePart.Of("differences.second", _second),
    ];

    public float[] Differences()
    {
        using var scope = NewDisposeScope();
        return TorchDialect.Elements<float>(_differences.cpu()).ToArray();
    }

    public void Step(TokenBatch batch, int step, double rate)
    {
        if (_gradients is null) return;
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var gradient = _gradients.Collect(batch);
        var scale = GradientNorm.Scale(TensorSums.Read([TensorSums.Squares(gradient)])[0]);
        TensorAdam.Step(_differences, gradient, _first, _second, (float)rate, scale, step);
        Show();
    }

    public void BeginEvaluation()
    {
    }

    public void EndEvaluation()
    {
    }

    public void Resume(int step) => Show();

    public float[] Capture() => Differences();

    public void Restore(float[] captured)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        _differences.copy_(tensor(captured));
        Show();
    }

    public void Dispose()
    {
        _gradients?.Dispose();
        foreach (var values in new[] { _indices, _pretrained, _differences, _first, _second }) values.Dispose();
    }

    private void Show()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        _effective.index_copy_(0, _indices, (_pretrained + _differences).to(_effective.dtype));
    }
}
