using TaskGrid.Models;
using TaskGrid.Torch;
using TaskGrid.Training.Gradients;
using static TorchSharp.torch;

namespace TaskGrid.Training.Tensors;

/// <summary>
/// Gradients of all d parameters, where the weights are. Autograd adds those of each weight to its range of one flat
/// buffer; the embedding tables have another one, in fp32.
/// </summary>
internal sealed class TensorGradients : EmbeddingTap
{
    private readonly TensorTables _tables;
    private readonly WeightView[] _leaves;
    private readonly Tensor _tableGradient;
    private readonly Tensor _gradient;

    public TensorGradients(EncoderWeights weights, int count)
    {
        using var scope = NewDisposeScope();
        _tables = new TensorTables(weights);
        _leaves = [.. weights.Views.Except(_tables.Views)];
        _tableGradient = zeros([TableCount], ScalarType.Float32, weights.Device).DetachFromDisposeScope();
        _gradient = zeros([count - TableCount], weights.Type, weights.Device).DetachFromDisposeScope();
        foreach (var leaf in _leaves)
        {
            leaf.Tensor.requires_grad = true;
            TorchDialect.ShareGradient(
                leaf.Tensor, _gradient.narrow(0, leaf.Offset - TableCount, leaf.Count).view(leaf.Tensor.shape));
        }
    }

    /// <summary>Elements of the tables: a chunk ends there.</summary>
    public int TableCount => _tables.Count;

    public override void Product(WeightView weight, Tensor input, Tensor output)
    {
    }

    /// <summary>Call after the backward pass: adds the tables' gradient.</summary>
    public void Collect(TokenBatch batch) => _tables.Add(batch, EmbeddingGradient(), _tableGradient);

    /// <summary>The gradient of a chunk, fp32.</summary>
    public Tensor Of(TensorChunk chunk) =>
        chunk.Offset < TableCount
            ? _tableGradient.narrow(0, chunk.Offset, chunk.Count)
            : _gradient.narrow(0, chunk.Offset - TableCount, chunk.Count).to(ScalarType.Float32);

    /// <summary>Forgets the gradients of the step.</summary>
    public void Clear()
    {
        _tableGradient.zero_();
        _gradient.zero_();
    }

    public override void Dispose()
    {
        foreach (var leaf in _leaves) TorchDialect.ClearGradient(leaf.Tensor);
        _tableGradient.Dispose();
        _gradient.Dispose();
    }
}
