namespace TaskGrid.Models;

/// <summary>
/// The sizes and choices of an encoder, as its Hugging Face <c>config.json</c> states them, under one name whatever the
/// architecture calls them.
/// </summary>
public sealed record EncoderConfig
{
    /// <summary>The family, which decides names and defaults.</summary>
    public required EncoderArchitecture Architecture { get; init; }

    /// <summary>V: rows of the word embeddings.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>H: width of the hidden states.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>E: width of the embedding tables; H except for some ELECTRA models.</summary>
    public required int EmbeddingSize { get; init; }

    /// <summary>L: transformer layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Attention heads; they divide H.</summary>
    public required int Heads { get; init; }

    /// <summary>F: width between the two halves of a feed-forward layer.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>P: the longest input in tokens.</summary>
    public required int MaxPositions { get; init; }

    /// <summary>Rows of the token type embeddings; 0 when the architecture has none.</summary>
    public required int TokenTypes { get; init; }

    /// <summary>Added to the variance in every layer normalization.</summary>
    public required double LayerNormEpsilon { get; init; }

    /// <summary>The activation of the feed-forward layers.</summary>
    public required EncoderActivation Activation { get; init; }

    /// <summary>Token id of padding.</summary>
    public required int PadTokenId { get; init; }

    /// <summary>Dropout of embeddings and layer outputs that the base was pretrained with, 0 or more and below 1. It is checked
    /// and not used: training drops parts of the pooled vector alone.</summary>
    public required double HiddenDropout { get; init; }

    /// <summary>The same of attention probabilities.</summary>
    public required double AttentionDropout { get; init; }

    /// <summary>Width of one attention head.</summary>
    public int HeadSize => HiddenSize / Heads;

    /// <summary>Whether a dense layer widens the embeddings from E to H.</summary>
    public bool HasEmbeddingProjection => EmbeddingSize != HiddenSize;

    /// <summary>The activation inside the masked-word head: ELECTRA's generator always takes GELU.</summary>
    public EncoderActivation PretrainingHeadActivation =>
        Architecture == EncoderArchitecture.Electra ? EncoderActivation.Gelu : Activation;

    /// <summary>Reads a <c>config.json</c>.</summary>
    /// <param name="json">The file's content, UTF-8.</param>
    /// <param name="source">What messages call it, e.g. its path.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseInvalid"/>: a value is missing or wrong;
    /// <see cref="ErrorCodes.BaseUnsupported"/>: the values are fine, but this program cannot compute such a model. The
    /// details list every problem.</exception>
    public static EncoderConfig Parse(ReadOnlyMemory<byte> json, string source) =>
        EncoderConfigParser.Parse(json, source);
}
