namespace TaskGrid.Benchmarks.Quality.Runs;

/// <summary>A line from a worker process: how far it is, or its outcome, or its failure.</summary>
internal sealed record QualityAnswer
{
    /// <summary>Share of the steps done, 0 to 1.</summary>
    public double? Done { get; init; }

    /// <summary>The finished training.</summary>
    public TrainResult? Training { get; init; }

    /// <summary>The score on the test rows, with <see cref="Training"/>.</summary>
    public EvaluationResult? Test { get; init; }

    /// <summary>What went wrong.</summary>
    public string? Failure { get; init; }
}
