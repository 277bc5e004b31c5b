namespace TaskGrid;

/// <summary>How well a task's version does on labelled data; the CLI's <c>eval --json</c> prints it in camel case.</summary>
public sealed record EvaluationResult
{
    /// <summary>The task's name.</summary>
    public required string Task { get; init; }

    /// <summary>The version that was evaluated.</summary>
    public required int Version { get; init; }

    /// <summary>The task's own metric.</summary>
    public required string Metric { get; init; }

    /// <summary>Of two labels the one that <c>f1</c> is of; null: there are not two, or an older result.</summary>
    public string? Positive { get; init; }

    /// <summary>Its value.</summary>
    public required double Value { get; init; }

    /// <summary>Number of rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Every metric that fits the kind of task, by name.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Where it was computed: <c>cpu</c> or <c>cuda:N</c>; null: the result does not say.</summary>
    public string? Device { get; init; }

    /// <summary>Wall-clock seconds.</summary>
    public required double Seconds { get; init; }
}
