namespace TaskGrid.Benchmarks.Output;

/// <summary>What a benchmark found.</summary>
internal sealed record BenchmarkReport
{
    /// <summary>The benchmark's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it was measured, in words.</summary>
    public required string Machine { get; init; }

    /// <summary>The commit of the source, with <c>+</c> when files differ from it.</summary>
    public required string Commit { get; init; }

    /// <summary>The numbers.</summary>
    public required IReadOnlyList<Figure> Figures { get; init; }

    /// <summary>What a reader must know beside the numbers; only the table shows it.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What could not be measured, with the reason; the process then ends with a failure.</summary>
    public IReadOnlyList<string> Failures { get; init; } = [];
}
