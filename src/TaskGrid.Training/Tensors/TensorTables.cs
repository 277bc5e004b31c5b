using TaskGrid.Models;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Training.Tensors;

/// <summary>
/// The gradient of the embedding tables, which lie at the start of the flat buffer. Rows of one token are added up by a
/// product with ones and zeros: scattered additions would come in another order every time.
/// </summary>
internal sealed class TensorTables
{
    // Ones and zeros of one product: 64 MiB.
    private const int MostPairs = 1 << 24;

    private readonly WeightView _word;
    private readonly WeightView _position;
    private readonly WeightView? _type;

    public TensorTables(EncoderWeights weights)
    {
        (_word, _position, _type) = weights.Embeddings;
        Views = _type is null ? [_word, _position] : [_word, _position, _type];
        Count = Views.Max(view => view.Offset + view.Count);
    }

    /// <summary>The tables.</summary>
    public IReadOnlyList<WeightView> Views { get; }

    /// <summary>Elements of all tables.</summary>
    public int Count { get; }

    /// <summary>Adds the gradient of a batch.</summary>
    /// <param name="batch">A padded batch.</param>
    /// <param name="gradient">Of the summed embeddings [B, T, E], fp32.</param>
    /// <param name="target">Flat, fp32, [<see cref="Count"/>].</param>
    public void Add(TokenBatch batch, Tensor gradient, Tensor target)
    {
        using var scope = NewDisposeScope();
        var rows = gradient.view(-1, gradient.shape[^1]); // [B · T, E]
        AddRows(_word, batch.Ids, batch.FlatIds.Distinct().Order().Select(id => (long)id), rows, target);
        Rows(target, _position).narrow(0, 0, batch.Length).add_(gradient.sum(0L), TorchDialect.One);
        if (_type is not null)
            AddRows(_type, batch.Types, batch.FlatTypes.Distinct().Order().Select(type => (long)type), rows, target);
    }

    private static void AddRows(WeightView table, Tensor ids, IEnumerable<long> distinct, Tensor rows, Tensor target)
    {
        var tokens = ids.view(1, -1);
        foreach (var part in distinct.Chunk((int)Math.Max(1, MostPairs / tokens.shape[1])))
        {
            using var scope = NewDisposeScope();
            var which = DeviceMemory.Send(tensor(part), target.device); // [U]
            var sums = which.unsqueeze(1).eq(tokens).to(ScalarType.Float32).matmul(rows); // [U, E]
            Rows(target, table).index_add_(0, which, sums, TorchDialect.One);
        }
    }

    private static Tensor Rows(Tensor target, WeightView table) =>
        target.narrow(0, table.Offset, table.Count).view(table.Tensor.shape);
}
