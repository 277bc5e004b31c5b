using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Bases;

/// <summary>A base as text.</summary>
internal static class BaseText
{
    /// <summary>All that is known of a base.</summary>
    public static FieldList Fields(BaseInfo info) => new FieldList()
        .Add("name", info.Name)
        .Add("architecture", info.Architecture)
        .Add("fingerprint", info.Fingerprint)
        .Add("parameters", $"{Readable.Count(info.Parameters)} that a diff may change")
        .Add("", $"{Readable.Count(info.NonEmbeddingParameters)} of them outside the embeddings")
        .Add("", $"{Readable.Count(info.PretrainingHeadParameters)} more in the masked-word head")
        .Add("layers", $"{info.Layers}, {info.Heads} heads, width {info.HiddenSize}")
        .Add("longest input", $"{Readable.Count(info.MaxLength)} tokens")
        .Add("vocabulary", Readable.Count(info.VocabularySize))
        .Add("source", info.Source);
}
