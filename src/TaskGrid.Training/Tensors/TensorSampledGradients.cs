using TaskGrid.Models;
using TaskGrid.Torch;
using TaskGrid.Training.Gradients;
using static TorchSharp.torch;

namespace TaskGrid.Training.Tensors;

/// <summary>
/// Gradients of a mask's entries alone, where the weights are. The dense gradient of one matrix after the other is computed
/// and its entries are taken; vectors are leaves; embedding entries come from the gradient of the tables.
/// </summary>
internal sealed class TensorSampledGradients : EmbeddingTap
{
    private readonly TensorTables _tables;
    private readonly Tensor _tableGradient;
    private readonly Part _tablePart;
    private readonly Dictionary<WeightView, Part> _products = [];
    private readonly List<(WeightView View, Part Part)> _leaves = [];
    private readonly List<(Part Part, Tensor Input, Tensor Output)> _recorded = [];
    private readonly Tensor _gradient;

    public TensorSampledGradients(EncoderWeights weights, int[] indices)
    {
        using var scope = NewDisposeScope();
        _tables = new TensorTables(weights);
        var device = weights.Device;
        _tableGradient = zeros([_tables.Count], ScalarType.Float32, device).DetachFromDisposeScope();
        _gradient = zeros([indices.Length], ScalarType.Float32, device).DetachFromDisposeScope();
        _tablePart = Part.Of(indices, 0, _tables.Count, device);
        foreach (var view in weights.Views.Except(_tables.Views))
        {
            view.Tensor.requires_grad = false;
            var part = Part.Of(indices, view.Offset, view.Count, device);
            if (part.Count == 0)
            {
                part.Dispose();
            }
            else if (view.Tensor.shape.Length == 2)
            {
                _products.Add(view, part);
            }
            else
            {
                view.Tensor.requires_grad = true;
                _leaves.Add((view, part));
            }
        }
    }

    /// <inheritdoc/>
    public override void Product(WeightView weight, Tensor input, Tensor output)
    {
        if (!_products.TryGetValue(weight, out var part)) return;
        output.retain_grad();
        _recorded.Add((part, input, output));
    }

    /// <summary>Call after the backward pass: the gradients [k] of the mask's entries, valid until the next call.</summary>
    public Tensor Collect(TokenBatch batch)
    {
        using var scope = NewDisposeScope();
        var embeddings = EmbeddingGradient();
        if (_tablePart.Count > 0)
        {
            _tables.Add(batch, embeddings, _tableGradient.zero_());
            Take(_tablePart, _tableGradient);
        }

        foreach (var (view, part) in _leaves)
        {
            Take(part, TorchDialect.Gradient(view.Tensor)!);
            TorchDialect.ClearGradient(view.Tensor);
        }

        foreach (var (part, input, output) in _recorded)
        {
            using var temporary = NewDisposeScope();
            var rows = TorchDialect.Gradient(output)!.reshape(-1, output.shape[^1]); // [T, out]
            var columns = input.detach().reshape(-1, input.shape[^1]); // [T, in]
            Take(part, rows.t().matmul(columns).view(-1));
        }

        _recorded.Clear();
        return _gradient;
    }

    public override void Dispose()
    {
        foreach (var part in _products.Values.Concat(_leaves.Select(leaf => leaf.Part)).Append(_tablePart)) part.Dispose();
        _tableGradient.Dispose();
        _gradient.Dispose();
    }

    private void Take(Part part, Tensor dense)
    {
        using var scope = NewDisposeScope();
        _gradient.narrow(0, part.Start, part.Count).copy_(dense.index_select(0, part.Indices));
    }

    // The mask's entries in a range: where they begin in the mask, and their indices within the range.
    private sealed record Part(int Start, int Count, Tensor Indices) : IDisposable
    {
        public static Part Of(int[] mask, int offset, int count, Device device)
        {
            var (start, end) = (LowerBound(mask, offset), LowerBound(mask, offset + count));
            var indices = Array.ConvertAll(mask[start..end], index => (long)index - offset);
            return new Part(start, end - start, tensor(indices).to(device).DetachFromDisposeScope());
        }

        public void Dispose() => Indices.Dispose();

        private static int LowerBound(int[] mask, int value)
        {
            var at = Array.BinarySearch(mask, value);
            return at < 0 ? ~at : at;
        }
    }
}
