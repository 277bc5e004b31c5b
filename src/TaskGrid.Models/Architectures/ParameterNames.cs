namespace TaskGrid.Models;

/// <summary>
/// The canonical names of an encoder's tensors: those of Hugging Face's BERT without the <c>bert.</c> prefix, for every
/// architecture. Modules are named here; a tensor is a module's <c>.weight</c> or <c>.bias</c>.
/// </summary>
public static class ParameterNames
{
    /// <summary>Word embeddings [V, E].</summary>
    public const string WordEmbeddings = "embeddings.word_embeddings.weight";

    /// <summary>Position embeddings [P, E].</summary>
    public const string PositionEmbeddings = "embeddings.position_embeddings.weight";

    /// <summary>Token type embeddings [T, E].</summary>
    public const string TokenTypeEmbeddings = "embeddings.token_type_embeddings.weight";

    /// <summary>Layer normalization of the embeddings, over E.</summary>
    public const string EmbeddingNorm = "embeddings.LayerNorm";

    /// <summary>Dense layer E → H, where the embeddings are narrower.</summary>
    public const string EmbeddingProjection = "embeddings_project";

    /// <summary>Attention queries, H → H.</summary>
    public const string Query = "attention.self.query";

    /// <summary>Attention keys, H → H.</summary>
    public const string Key = "attention.self.key";

    /// <summary>Attention values, H → H.</summary>
    public const string Value = "attention.self.value";

    /// <summary>Dense layer behind attention, H → H.</summary>
    public const string AttentionOutput = "attention.output.dense";

    /// <summary>Layer normalization behind attention.</summary>
    public const string AttentionNorm = "attention.output.LayerNorm";

    /// <summary>First half of the feed-forward layer, H → F.</summary>
    public const string Intermediate = "intermediate.dense";

    /// <summary>Second half of the feed-forward layer, F → H.</summary>
    public const string Output = "output.dense";

    /// <summary>Layer normalization behind the feed-forward layer.</summary>
    public const string OutputNorm = "output.LayerNorm";

    /// <summary>Dense layer over the first token, H → H.</summary>
    public const string Pooler = "pooler.dense";

    /// <summary>Dense layer of the masked-word head, H → E.</summary>
    public const string HeadDense = "mlm.dense";

    /// <summary>Layer normalization of the masked-word head, over E.</summary>
    public const string HeadNorm = "mlm.LayerNorm";

    /// <summary>Bias of the masked-word head's output [V]; its weight is the word embeddings.</summary>
    public const string HeadBias = "mlm.bias";

    /// <summary>The name of a module in a transformer layer.</summary>
    /// <param name="layer">0 to L − 1.</param>
    /// <param name="module">One of the modules above, e.g. <see cref="Query"/>.</param>
    public static string InLayer(int layer, string module) => $"encoder.layer.{layer}.{module}";

    /// <summary>The name of a module's weight.</summary>
    public static string Weight(string module) => module + ".weight";

    /// <summary>The name of a module's bias.</summary>
    public static string Bias(string module) => module + ".bias";

    /// <summary>Whether a tensor is one of the embedding tables.</summary>
    public static bool IsEmbeddingTable(string name) =>
        name is WordEmbeddings or PositionEmbeddings or TokenTypeEmbeddings;
}
