using TaskGrid.Models;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Training.Gradients;

/// <summary>
/// Gradients of a mask's entries alone. Linear weights are no leaves: their inputs and the gradients of their outputs
/// are kept, and each entry's gradient is a sampled product of the two. Vectors, and matrices where the mask is dense,
/// are leaves; embedding entries come from the gradient of the summed embeddings.
/// </summary>
internal sealed class SampledGradients : EmbeddingTap
{
    // Above this share of entries the dense product is faster than the sampled one.
    private const double DenseShare = 0.05;

    private readonly Dictionary<WeightView, MaskEntries> _products = [];
    private readonly List<(WeightView View, MaskEntries Entries)> _leaves = [];
    private readonly List<(MaskEntries Entries, Tensor Input, Tensor Output)> _recorded = [];
    private readonly MaskEntries[] _tables;
    private readonly int[][] _tableRows;
    private readonly float[] _gradient;
    private readonly ParallelOptions _options;

    public SampledGradients(EncoderWeights weights, int[] indices, int threads)
    {
        _options = TrainingScheduler.Options(threads);
        _gradient = new float[indices.Length];
        var (word, position, type) = weights.Embeddings;
        WeightView[] tables = type is null ? [word, position] : [word, position, type];
        _tables = Array.ConvertAll(tables, view => EntriesOf(view, indices));
        _tableRows = [.. tables.Zip(_tables, (view, entries) => entries.RowStarts((int)view.Tensor.shape[0]))];
        foreach (var view in weights.Views.Except(tables))
        {
            view.Tensor.requires_grad = false;
            var entries = EntriesOf(view, indices);
            if (entries.Count == 0) continue;
            if (view.Tensor.shape.Length == 2 && entries.Count < DenseShare * view.Count)
            {
                _products.Add(view, entries);
            }
            else
            {
                view.Tensor.requires_grad = true;
                _leaves.Add((view, entries));
            }
        }
    }

    /// <inheritdoc/>
    public override void Product(WeightView weight, Tensor input, Tensor output)
    {
        if (!_products.TryGetValue(weight, out var entries)) return;
        output.retain_grad();
        _recorded.Add((entries, input, output));
    }

    public override void Dispose()
    {
    }

    /// <summary>Call after the backward pass: the gradients [k] of the mask's entries.</summary>
    public ReadOnlySpan<float> Collect(TokenBatch batch)
    {
        using var scope = NewDisposeScope();
        CollectTables(batch);
        foreach (var (view, entries) in _leaves)
        {
            var gradient = Floats(TorchDialect.Gradient(view.Tensor)!);
            var width = (int)view.Tensor.shape[^1];
            var target = _gradient.AsSpan(entries.Start, entries.Count);
            if (view.Tensor.shape.Length == 1) for (var e = 0; e < target.Length; e++) target[e] = gradient[entries.Columns[e]];
            else for (var e = 0; e < target.Length; e++) target[e] = gradient[(entries.Rows[e] * width) + entries.Columns[e]];
            TorchDialect.ClearGradient(view.Tensor);
        }

        var operands = _recorded.ConvertAll(record => (
            record.Entries,
            Input: record.Input.detach().contiguous(),
            Output: TorchDialect.Gradient(record.Output)!.contiguous()));
        Parallel.ForEach(operands, _options, operand =>
        {
            var (entries, input, output) = operand;
            var (outWidth, inWidth) = ((int)output.shape[^1], (int)input.shape[^1]);
            SampledProduct.Compute(
                new HostMemory(output),
                new HostMemory(input),
                (int)(input.numel() / inWidth),
                outWidth,
                inWidth,
                entries,
                _gradient.AsSpan(entries.Start, entries.Count));
        });
        _recorded.Clear();
        return _gradient;
    }

    private void CollectTables(TokenBatch batch)
    {
        var embeddings = EmbeddingGradient();
        var rows = TorchDialect.Elements<float>(embeddings);
        var width = (int)embeddings.shape[^1];
        foreach (var table in _tables) _gradient.AsSpan(table.Start, table.Count).Clear();
        for (var n = 0; n < batch.FlatIds.Length; n++)
        {
            var row = rows.Slice(n * width, width);
            Add(0, batch.FlatIds[n], row);
            Add(1, n % batch.Length, row);
            if (_tables.Length > 2) Add(2, batch.FlatTypes[n], row);
        }
    }

    private void Add(int table, int tableRow, ReadOnlySpan<float> row)
    {
        var (entries, starts) = (_tables[table], _tableRows[table]);
        for (var e = starts[tableRow]; e < starts[tableRow + 1]; e++)
            _gradient[entries.Start + e] += row[entries.Columns[e]];
    }

    private static MaskEntries EntriesOf(WeightView view, int[] indices) =>
        MaskEntries.Of(indices, view.Offset, view.Count, (int)view.Tensor.shape[^1]);

    private static Span<float> Floats(Tensor tensor) =>
        TorchDialect.Elements<float>(tensor.to(ScalarType.Float32).contiguous());
}
