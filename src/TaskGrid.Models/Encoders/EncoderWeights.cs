using System.Collections.Immutable;
using TaskGrid.Diffs;
using static TorchSharp.torch;

namespace TaskGrid.Models;

/// <summary>
/// The encoder's weights as views into one flat buffer [d] (docs/adr/0002). Query, key and value lie side by side, so
/// one view [3H, H] serves all three in one product.
/// </summary>
public sealed class EncoderWeights : IDisposable
{
    private readonly List<WeightView> _views = [];
    private readonly Tensor _flat;

    /// <summary>Makes the views.</summary>
    /// <param name="config">The architecture.</param>
    /// <param name="layout">The layout of <paramref name="flat"/>.</param>
    /// <param name="flat">Parameters [d], fp32 or bf16, on any device; stays the caller's.</param>
    public EncoderWeights(EncoderConfig config, ParameterLayout layout, Tensor flat)
    {
        _flat = flat;
        Config = config;
        var byName = layout.Tensors.ToDictionary(spec => spec.Name, StringComparer.Ordinal);
        WeightView View(string name, string? last = null) => Take(byName[name], byName[last ?? name]);
        WeightView? Optional(string name) => byName.TryGetValue(name, out var spec) ? Take(spec, spec) : null;

        WordEmbeddings = View("embeddings.word_embeddings.weight");
        PositionEmbeddings = View("embeddings.position_embeddings.weight");
        TypeEmbeddings = Optional("embeddings.token_type_embeddings.weight");
        EmbeddingNorm = Norm("embeddings.LayerNorm");
        EmbeddingProjection = byName.ContainsKey("embeddings_project.weight") ? Linear("embeddings_project") : null;
        Layers = [.. Enumerable.Range(0, config.Layers).Select(Layer)];
        Pooler = byName.ContainsKey("pooler.dense.weight") ? Linear("pooler.dense") : null;

        LinearWeights Linear(string name) => new(View(name + ".weight"), View(name + ".bias"));
        NormWeights Norm(string name) => new(View(name + ".weight"), View(name + ".bias"));
        EncoderLayerWeights Layer(int index)
        {
            var prefix = $"encoder.layer.{index}.";
            var self = prefix + "attention.self.";
            return new EncoderLayerWeights(
                new LinearWeights(
                    View(self + "query.weight", self + "value.weight"), View(self + "query.bias", self + "value.bias")),
                Linear(prefix + "attention.output.dense"),
                Norm(prefix + "attention.output.LayerNorm"),
                Linear(prefix + "intermediate.dense"),
                Linear(prefix + "output.dense"),
                Norm(prefix + "output.LayerNorm"));
        }
    }

    /// <summary>The architecture.</summary>
    public EncoderConfig Config { get; }

    /// <summary>Type of the weights and so of the computation.</summary>
    public ScalarType Type => _flat.dtype;

    /// <summary>Where the weights are.</summary>
    public Device Device => _flat.device;

    /// <summary>Every view, in the order of its offset.</summary>
    public IEnumerable<WeightView> Views => _views.OrderBy(view => view.Offset);

    internal WeightView WordEmbeddings { get; }

    internal WeightView PositionEmbeddings { get; }

    internal WeightView? TypeEmbeddings { get; }

    internal NormWeights EmbeddingNorm { get; }

    internal LinearWeights? EmbeddingProjection { get; }

    internal ImmutableArray<EncoderLayerWeights> Layers { get; }

    internal LinearWeights? Pooler { get; }

    /// <summary>Every linear map.</summary>
    internal IEnumerable<LinearWeights> Linears
    {
        get
        {
            if (EmbeddingProjection is { } projection) yield return projection;
            foreach (var layer in Layers)
            {
                yield return layer.QueryKeyValue;
                yield return layer.AttentionOutput;
                yield return layer.Intermediate;
                yield return layer.Output;
            }

            if (Pooler is { } pooler) yield return pooler;
        }
    }

    /// <summary>Every layer normalization.</summary>
    internal IEnumerable<NormWeights> Norms =>
        [EmbeddingNorm, .. Layers.SelectMany(layer => new[] { layer.AttentionNorm, layer.OutputNorm })];

    /// <summary>The embedding tables: word [V, E], position [P, E] and, where the model has them, type [2, E].</summary>
    public (WeightView Word, WeightView Position, WeightView? Type) Embeddings =>
        (WordEmbeddings, PositionEmbeddings, TypeEmbeddings);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var view in _views) view.Tensor.Dispose();
    }

    // A view from one tensor to the last of a run that lies side by side; rows add up, columns agree.
    private WeightView Take(TensorSpec first, TensorSpec last)
    {
        var count = last.End - first.Offset;
        var rowSize = first.Count / first.Shape[0];
        long[] shape = [count / rowSize, .. first.Shape.Skip(1).Select(extent => (long)extent)];
        using var range = _flat.narrow(0, first.Offset, count);
        var view = range.view(shape).DetachFromDisposeScope();
        var result = new WeightView(view, first.Offset, count);
        _views.Add(result);
        return result;
    }
}
