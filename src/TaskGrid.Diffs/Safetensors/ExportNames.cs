namespace TaskGrid.Diffs.Safetensors;

/// <summary>Names in an exported diff: see "Export" in <c>docs/specs/diff-format.md</c>.</summary>
internal static class ExportNames
{
    /// <summary>Ends the name of the positions within a tensor.</summary>
    public const string Indices = ".indices";

    /// <summary>Ends the name of the values.</summary>
    public const string Values = ".values";

    /// <summary>Begins the name of a tensor of the head.</summary>
    public const string Head = "head.";

    /// <summary>Metadata: fingerprint of the base.</summary>
    public const string Base = "base";

    /// <summary>Metadata: names and shapes of the base's tensors, as JSON.</summary>
    public const string Layout = "layout";

    /// <summary>Metadata: k ÷ d, for people.</summary>
    public const string Density = "density";

    /// <summary>Metadata: <c>classification</c> or <c>regression</c>.</summary>
    public const string Kind = "kind";

    /// <summary>Metadata: the metric's name.</summary>
    public const string Metric = "metric";

    /// <summary>Metadata: longest input in tokens.</summary>
    public const string MaxTokens = "max_tokens";

    /// <summary>Metadata: the labels, as a JSON array.</summary>
    public const string Labels = "labels";

    /// <summary>Metadata: the training record, a JSON object.</summary>
    public const string TrainingRecord = "training_record";
}
