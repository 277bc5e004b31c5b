namespace TaskGrid;

/// <summary>What a user declares of one training run. Values left <c>null</c> are chosen from base and data.</summary>
public sealed record TrainSpec
{
    /// <summary>The largest <see cref="Epochs"/>.</summary>
    public const int MaxEpochs = 10_000;

    /// <summary>The largest <see cref="BatchSize"/>.</summary>
    public const int MaxBatchSize = 65_536;

    /// <summary>The <see cref="Density"/> of a spec that names none.</summary>
    public const double DefaultDensity = 0.005;

    /// <summary>The task's name (<see cref="ResourceName"/>).</summary>
    public required string Task { get; init; }

    /// <summary>The base model's name in the store.</summary>
    public required string Base { get; init; }

    /// <summary>Path of the training data: <c>.tsv</c>, <c>.csv</c> or <c>.jsonl</c>.</summary>
    public required string TrainFile { get; init; }

    /// <summary>Path of the development data; without it a seeded tenth of the training rows is held out.</summary>
    public string? DevFile { get; init; }

    /// <summary>Which columns hold what.</summary>
    public DataColumns Columns { get; init; } = new();

    /// <summary><c>classification</c>, <c>regression</c>, or null: guessed from the labels.</summary>
    public string? Kind { get; init; }

    /// <summary>The method's name, default <c>diff-pruning</c>.</summary>
    public string Method { get; init; } = "diff-pruning";

    /// <summary>Diff pruning with one gate more per tensor (the paper's structured form).</summary>
    public bool Structured { get; init; }

    /// <summary>Share of all base parameters that the diff may change, above 0 and at most 1. <c>bitfit</c>, <c>last-layer</c> and
    /// <c>full</c>, which train whole tensors, take none but the default.</summary>
    public double Density { get; init; } = DefaultDensity;

    /// <summary>Passes over the training data in each phase of the method, at least 1.</summary>
    public int? Epochs { get; init; }

    /// <summary>Rows per step, at least 1.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Longest input in tokens, special tokens included; at most the base's positions.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Peak learning rate of the weights in the method's last phase.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Peak learning rate of the weights in the first of two phases: those of <c>diff-pruning</c> and <c>magnitude</c>.
    /// </summary>
    public double? FirstLearningRate { get; init; }

    /// <summary>Seed of every random choice, default 0.</summary>
    public int Seed { get; init; }

    /// <summary><c>fp32</c>, <c>bf16</c> or <c>auto</c> (the faster one on this machine).</summary>
    public string Precision { get; init; } = "auto";

    /// <summary>Threads for tensor work; null: measured once for this machine, and divided by the jobs that it trains at once.</summary>
    public int? Threads { get; init; }

    /// <summary>The dev metric that picks the best epoch; null: <c>accuracy</c> or <c>pearson</c>.</summary>
    public string? Metric { get; init; }

    /// <summary>The label of two that the metric <c>f1</c> is of; null: the last of the sorted labels. Only with that metric.</summary>
    public string? Positive { get; init; }

    /// <summary><c>fp32</c>, <c>fp16</c>, <c>bf16</c>, <c>int8</c> or <c>auto</c>: the smallest that leaves the dev
    /// metric as it is.</summary>
    public string ValueFormat { get; init; } = "auto";
}
