namespace TaskGrid.Models;

/// <summary>The names of the tokens with a meaning of their own. Defaults: BERT's.</summary>
public sealed record SpecialTokens
{
    /// <summary>Stands for a word that the vocabulary cannot spell.</summary>
    public string Unknown { get; init; } = "[UNK]";

    /// <summary>Begins every input.</summary>
    public string Classifier { get; init; } = "[CLS]";

    /// <summary>Ends every segment.</summary>
    public string Separator { get; init; } = "[SEP]";

    /// <summary>Fills an input up to the length of its batch.</summary>
    public string Padding { get; init; } = "[PAD]";

    /// <summary>Stands for a word to guess.</summary>
    public string Mask { get; init; } = "[MASK]";

    internal IReadOnlyList<string> All => [Unknown, Classifier, Separator, Padding, Mask];
}
