namespace TaskGrid;

/// <summary>What a finished training run produced; the CLI's <c>train --json</c> prints it in camel case.</summary>
public sealed record TrainResult
{
    /// <summary>The task's name.</summary>
    public required string Task { get; init; }

    /// <summary>The new version of the task, counted from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The base model's name.</summary>
    public required string Base { get; init; }

    /// <summary>SHA-256 of the base, 64 hexadecimal digits.</summary>
    public required string BaseFingerprint { get; init; }

    /// <summary>The method's name, <c>diff-pruning-structured</c> for the structured form.</summary>
    public required string Method { get; init; }

    /// <summary>The dev metric's name.</summary>
    public required string Metric { get; init; }

    /// <summary>Of two labels the one that <c>f1</c> is of; null: there are not two, or an older result.</summary>
    public string? Positive { get; init; }

    /// <summary>The dev metric of the stored version, with the values as stored.</summary>
    public required double Value { get; init; }

    /// <summary>The same metric of a constant guess: the majority class, or 0 for a correlation.</summary>
    public required double MajorityValue { get; init; }

    /// <summary>d: all parameters of the base that a diff may change.</summary>
    public required int Parameters { get; init; }

    /// <summary>d without the embedding tables.</summary>
    public required int NonEmbeddingParameters { get; init; }

    /// <summary><see cref="Nonzeros"/> ÷ <see cref="Parameters"/>.</summary>
    public required double Density { get; init; }

    /// <summary><see cref="Nonzeros"/> ÷ <see cref="NonEmbeddingParameters"/>.</summary>
    public required double NonEmbeddingDensity { get; init; }

    /// <summary>Entries of the diff.</summary>
    public required int Nonzeros { get; init; }

    /// <summary>Bytes of positions and values in the diff file.</summary>
    public required long DiffBytes { get; init; }

    /// <summary>Bytes of the dense head in the diff file.</summary>
    public required long HeadBytes { get; init; }

    /// <summary>Bytes of the whole diff file.</summary>
    public required long FileBytes { get; init; }

    /// <summary>How values are stored: <c>fp32</c>, <c>fp16</c>, <c>bf16</c> or <c>int8</c>.</summary>
    public required string ValueFormat { get; init; }

    /// <summary>Training and dev rows.</summary>
    public required int TrainRows { get; init; }

    /// <summary>Dev rows.</summary>
    public required int DevRows { get; init; }

    /// <summary>The columns that the training rows were read from; null: rows of another shape, or an older result.</summary>
    public DataColumns? Columns { get; init; }

    /// <summary>The labels with most training rows first, at most 200; empty for regression, null in an older result.</summary>
    public IReadOnlyList<LabelRows>? Labels { get; init; }

    /// <summary>Optimizer steps of all phases.</summary>
    public required int Steps { get; init; }

    /// <summary>Epochs of each phase.</summary>
    public required int Epochs { get; init; }

    /// <summary>Seed of every random choice.</summary>
    public required int Seed { get; init; }

    /// <summary>The precision used: <c>fp32</c> or <c>bf16</c>.</summary>
    public required string Precision { get; init; }

    /// <summary>Where the training ended: <c>cpu</c> or <c>cuda:N</c>; null: the result does not say.</summary>
    public string? Device { get; init; }

    /// <summary>Threads used.</summary>
    public required int Threads { get; init; }

    /// <summary>Wall-clock seconds of the whole run, reading and storing included.</summary>
    public required double Seconds { get; init; }
}
