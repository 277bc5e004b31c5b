namespace TaskGrid;

/// <summary>
/// What a diff file says of its training. It holds nothing of the clock, so that the same run gives the same file.
/// </summary>
public sealed record TrainingRecord
{
    /// <summary>The base's name where it was trained.</summary>
    public required string Base { get; init; }

    /// <summary>How the diff was found.</summary>
    public required string Method { get; init; }

    /// <summary>The dev metric's name.</summary>
    public required string Metric { get; init; }

    /// <summary>The dev metric of what is stored.</summary>
    public required double Value { get; init; }

    /// <summary>The dev metric of a constant guess.</summary>
    public required double MajorityValue { get; init; }

    /// <summary>The share of all base parameters that the diff was allowed to change.</summary>
    public required double Density { get; init; }

    /// <summary>Whether its inputs are pairs of texts.</summary>
    public required bool Pairs { get; init; }

    /// <summary>Rows that it learnt from.</summary>
    public required int TrainRows { get; init; }

    /// <summary>Rows that picked the best epoch.</summary>
    public required int DevRows { get; init; }

    /// <summary>Passes over the training rows in each phase.</summary>
    public required int Epochs { get; init; }

    /// <summary>Rows per step.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Longest input in tokens.</summary>
    public required int MaxLength { get; init; }

    /// <summary>Steps of all phases.</summary>
    public required int Steps { get; init; }

    /// <summary>Peak learning rate of the last phase; null for diffs of earlier releases.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Seed of every random choice.</summary>
    public required int Seed { get; init; }

    /// <summary>Number format of the products, <c>fp32</c> or <c>bf16</c>.</summary>
    public required string Precision { get; init; }

    /// <summary>Where it was trained, such as <c>cpu</c> or <c>cuda:0</c>; null for diffs of earlier releases.</summary>
    public string? Device { get; init; }

    /// <summary>Threads for tensor work.</summary>
    public required int Threads { get; init; }
}
