namespace TaskGrid.Benchmarks.Quality.Runs;

/// <summary>A line from a worker process: how far it is, or its outcome, or its failure.</summary>
internal sealed record QualityAnswer
{
    /// <summary>Share of the steps done, 0 to 1.</summary>
    public double? Done { get; init; }

    /// <summary>What the finished run measured.</summary>
    public QualityOutcome? Outcome { get; init; }

    /// <summary>What went wrong.</summary>
    public string? Failure { get; init; }
}
