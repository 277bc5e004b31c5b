using TaskGrid.Diffs;

namespace TaskGrid.Models;

/// <summary>The canonical layout of the d parameters that a diff may change.</summary>
public static class EncoderLayout
{
    /// <summary>
    /// Lays an encoder's tensors out: embeddings, then layer by layer attention and feed-forward, then the pooler.
    /// Query, key and value weights lie side by side, and so do their biases, so that one product serves all three.
    /// </summary>
    /// <param name="config">The encoder.</param>
    /// <param name="hasPooler">Whether its weights include the pooler, which plain masked-word models lack.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseUnsupported"/>: 2³¹ parameters or
    /// more.</exception>
    public static ParameterLayout Create(EncoderConfig config, bool hasPooler)
    {
        var (embedding, hidden) = (config.EmbeddingSize, config.HiddenSize);
        var layout = new LayoutBuilder()
            .Add(ParameterNames.WordEmbeddings, config.VocabularySize, embedding)
            .Add(ParameterNames.PositionEmbeddings, config.MaxPositions, embedding);
        if (config.TokenTypes > 0) layout.Add(ParameterNames.TokenTypeEmbeddings, config.TokenTypes, embedding);
        layout.Norm(ParameterNames.EmbeddingNorm, embedding);
        if (config.HasEmbeddingProjection) layout.Dense(ParameterNames.EmbeddingProjection, embedding, hidden);
        for (var layer = 0; layer < config.Layers; layer++) AddLayer(layout, layer, hidden, config.IntermediateSize);
        if (hasPooler) layout.Dense(ParameterNames.Pooler, hidden, hidden);
        return layout.Build();
    }

    /// <summary>The parameters of a layout that are not in an embedding table.</summary>
    public static int NonEmbeddingCount(ParameterLayout layout) =>
        layout.Tensors.Where(tensor => !ParameterNames.IsEmbeddingTable(tensor.Name)).Sum(tensor => tensor.Count);

    private static void AddLayer(LayoutBuilder layout, int layer, int hidden, int intermediate) => layout
        .Side(
            hidden,
            hidden,
            ParameterNames.InLayer(layer, ParameterNames.Query),
            ParameterNames.InLayer(layer, ParameterNames.Key),
            ParameterNames.InLayer(layer, ParameterNames.Value))
        .Dense(ParameterNames.InLayer(layer, ParameterNames.AttentionOutput), hidden, hidden)
        .Norm(ParameterNames.InLayer(layer, ParameterNames.AttentionNorm), hidden)
        .Dense(ParameterNames.InLayer(layer, ParameterNames.Intermediate), hidden, intermediate)
        .Dense(ParameterNames.InLayer(layer, ParameterNames.Output), intermediate, hidden)
        .Norm(ParameterNames.InLayer(layer, ParameterNames.OutputNorm), hidden);
}
