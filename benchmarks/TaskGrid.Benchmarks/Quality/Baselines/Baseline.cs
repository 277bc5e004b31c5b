namespace TaskGrid.Benchmarks.Quality.Baselines;

/// <summary>The floors of one task: a line of the CSV. A regression has that of its words alone.</summary>
internal sealed record Baseline
{
    /// <summary>Name of the task.</summary>
    public required string Task { get; init; }

    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The test score of always answering the class that is most frequent in the training rows.</summary>
    public required double? Constant { get; init; }

    /// <summary>The test score of a linear classifier over wordpieces.</summary>
    public required double? Linear { get; init; }

    /// <summary>Its score on the rows that chose its epoch.</summary>
    public required double? LinearDev { get; init; }

    /// <summary>The epoch that they chose.</summary>
    public required int? LinearEpoch { get; init; }

    /// <summary>Of a regression over pairs: the test score of how many words the two texts share.</summary>
    public double? Overlap { get; init; }

    /// <summary>Hash of what decides the scores: rows, tokenizer, the revisions of what computes them.</summary>
    public required string Settings { get; init; }
}
