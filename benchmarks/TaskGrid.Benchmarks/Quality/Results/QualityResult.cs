using TaskGrid.Benchmarks.Quality.Plan;

namespace TaskGrid.Benchmarks.Quality.Results;

/// <summary>One finished run: a line of the CSV.</summary>
internal sealed record QualityResult
{
    /// <summary>Name of the task.</summary>
    public required string Task { get; init; }

    /// <summary>The method, <c>diff-pruning-structured</c> for the structured form.</summary>
    public required string Method { get; init; }

    /// <summary>Wanted density; null when the method itself says how much it changes.</summary>
    public required double? Density { get; init; }

    /// <summary>Seed of every random choice.</summary>
    public required int Seed { get; init; }

    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The metric on the rows that chose the epoch.</summary>
    public required double Dev { get; init; }

    /// <summary>The metric on the test rows, with the values as stored.</summary>
    public required double Test { get; init; }

    /// <summary>Entries of the diff.</summary>
    public required int Nonzeros { get; init; }

    /// <summary>Bytes of positions and values.</summary>
    public required long DiffBytes { get; init; }

    /// <summary>Bytes of the whole diff file, head included.</summary>
    public required long FileBytes { get; init; }

    /// <summary>How values are stored.</summary>
    public required string ValueFormat { get; init; }

    /// <summary>Wall-clock seconds of the training.</summary>
    public required double Seconds { get; init; }

    /// <summary>Optimizer steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Threads.</summary>
    public required int Threads { get; init; }

    /// <summary><c>fp32</c> or <c>bf16</c>.</summary>
    public required string Precision { get; init; }

    /// <summary>Hash of what decides the result: rates, epochs, base, data, the method's revision.</summary>
    public required string Settings { get; init; }

    /// <summary>The commit of the source.</summary>
    public required string Commit { get; init; }

    /// <summary>The day, UTC.</summary>
    public required string Date { get; init; }

    /// <summary>The machine, in words.</summary>
    public required string Machine { get; init; }

    /// <summary>Whether this is the result of a run, with whatever settings.</summary>
    public bool IsOf(QualityRun run) =>
        Task == run.Task && Method == run.MethodName && Density == run.Density && Seed == run.Seed;
}
