namespace TaskGrid.Benchmarks.Quality.Runs;

/// <summary>What a run measured.</summary>
internal sealed record QualityOutcome
{
    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The metric on the rows that chose the epoch, with the values as stored.</summary>
    public required double Dev { get; init; }

    /// <summary>The metric on the test rows, of the diff as read back from its file.</summary>
    public required double Test { get; init; }

    /// <summary>Entries of the diff.</summary>
    public required int Nonzeros { get; init; }

    /// <summary>Bytes of positions and values.</summary>
    public required long DiffBytes { get; init; }

    /// <summary>Bytes of the whole file.</summary>
    public required long FileBytes { get; init; }

    /// <summary>How values are stored.</summary>
    public required string ValueFormat { get; init; }

    /// <summary>Seconds of the training.</summary>
    public required double Seconds { get; init; }

    /// <summary>Optimizer steps.</summary>
    public required int Steps { get; init; }
}
