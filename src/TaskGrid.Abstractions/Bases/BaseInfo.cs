namespace TaskGrid;

/// <summary>What is known of an imported base model.</summary>
public sealed record BaseInfo
{
    /// <summary>Its name in the store.</summary>
    public required string Name { get; init; }

    /// <summary><c>bert</c>, <c>distilbert</c> or <c>electra</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>SHA-256 over names, shapes, types and bytes, 64 hexadecimal digits.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>d: the parameters that a diff may change.</summary>
    public required int Parameters { get; init; }

    /// <summary>d without the embedding tables.</summary>
    public required int NonEmbeddingParameters { get; init; }

    /// <summary>Parameters of the masked-word head, outside d; 0 when the base has none.</summary>
    public required int PretrainingHeadParameters { get; init; }

    /// <summary>Transformer layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Width of the hidden states.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Attention heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Longest input in tokens.</summary>
    public required int MaxLength { get; init; }

    /// <summary>Entries of the vocabulary.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Where it was imported from.</summary>
    public required string Source { get; init; }
}
