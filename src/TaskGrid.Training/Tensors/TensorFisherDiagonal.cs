using System.Collections.Immutable;
using TaskGrid.Models;
using TaskGrid.Training.Gradients;
using TaskGrid.Training.Runs;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Training.Tensors;

/// <summary>The sum where the weights are.</summary>
internal sealed class TensorFisherDiagonal : IFisherDiagonal
{
    private readonly TensorGradients _gradients;
    private readonly ImmutableArray<TensorChunk> _chunks;
    private readonly Tensor _sums;

    public TensorFisherDiagonal(TaskNetwork network)
    {
        using var scope = NewDisposeScope();
        var layout = network.Base.Layout;
        _gradients = new TensorGradients(network.Weights, layout.Count);
        _chunks = TensorChunk.Cut(layout, _gradients.TableCount);
        _sums = zeros([layout.Count], ScalarType.Float32, network.Weights.Device).DetachFromDisposeScope();
    }

    public EmbeddingTap Tap => _gradients;

    public void Add(TokenBatch example)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        _gradients.Collect(example);
        foreach (var chunk in _chunks)
        {
            using var temporary = NewDisposeScope();
            var gradient = _gradients.Of(chunk);
            _sums.narrow(0, chunk.Offset, chunk.Count).addcmul_(gradient, gradient, TorchDialect.One);
        }

        _gradients.Clear();
    }

    public int[] Largest(int entries) => TensorTopK.Select(_sums, entries);

    public void Dispose()
    {
        _gradients.Dispose();
        _sums.Dispose();
    }
}
