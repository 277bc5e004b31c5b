using TaskGrid.Models;
using TaskGrid.Torch;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TaskGrid.Training.Gradients;

/// <summary>
/// Gradients of all d parameters, on the processor. Each weight view is a leaf and keeps the gradient tensor that autograd hands it;
/// the embedding tables share one buffer that rows are scattered into.
/// </summary>
internal sealed class DenseGradients : EmbeddingTap
{
    private readonly WeightView[] _leaves;
    private readonly WeightView[] _tables;
    private readonly float[] _tableGradient;
    private readonly Tensor[] _held;
    private readonly int _tableEnd;
    private readonly int _positionOffset;
    private readonly int _typeOffset;

    public DenseGradients(EncoderWeights weights)
    {
        var (word, position, type) = weights.Embeddings;
        _tables = type is null ? [word, position] : [word, position, type];
        (_positionOffset, _typeOffset) = (position.Offset, type?.Offset ?? -1);
        _tableEnd = _tables.Max(table => table.Offset + table.Count);
        _tableGradient = GC.AllocateArray<float>(_tableEnd, pinned: true);
        _leaves = [.. weights.Views.Where(view => !_tables.Contains(view))];
        foreach (var leaf in _leaves) leaf.Tensor.requires_grad = true;
        _held = new Tensor[_leaves.Length];
        Segments = [new(0, _tableEnd), .. _leaves.Select(leaf => new Segment(leaf.Offset, leaf.Count))];
    }

    /// <summary>Ranges of the flat buffer whose gradients lie side by side in memory; together they cover it.</summary>
    public IReadOnlyList<Segment> Segments { get; }

    public override void Product(WeightView weight, Tensor input, Tensor output)
    {
    }

    public override void Dispose()
    {
    }

    /// <summary>Call after the backward pass: takes the gradients of a batch, until <see cref="Clear"/>.</summary>
    public void Collect(TokenBatch batch)
    {
        var embeddings = EmbeddingGradient();
        var rows = TorchDialect.Elements<float>(embeddings);
        var width = (int)embeddings.shape[^1];
        for (var n = 0; n < batch.FlatIds.Length; n++)
        {
            var row = rows.Slice(n * width, width);
            Add(batch.FlatIds[n] * width, row);
            Add(_positionOffset + (n % batch.Length * width), row);
            if (_typeOffset >= 0) Add(_typeOffset + (batch.FlatTypes[n] * width), row);
        }

        for (var i = 0; i < _leaves.Length; i++)
        {
            var gradient = TorchDialect.Gradient(_leaves[i].Tensor)
                ?? throw new InvalidOperationException("The backward pass has not reached every weight.");
            _held[i] = gradient.contiguous();
        }
    }

    /// <summary>The gradient of a segment.</summary>
    public HostMemory Of(int segment) => segment == 0 ? new(_tableGradient) : new(_held[segment - 1]);

    /// <summary>Forgets the gradients of the step.</summary>
    public void Clear()
    {
        Array.Clear(_tableGradient);
        Array.Clear(_held);
        foreach (var leaf in _leaves) TorchDialect.ClearGradient(leaf.Tensor);
    }

    private void Add(int offset, ReadOnlySpan<float> row)
    {
        var target = _tableGradient.AsSpan(offset, row.Length);
        TensorPrimitives.Add(target, row, target);
    }
}
