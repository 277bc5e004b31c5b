namespace TaskGrid.Cli.Training;

/// <summary>Metrics as people read them: <c>f1</c> with the label that it is of.</summary>
internal static class MetricText
{
    /// <summary>The metric that is of one of two labels.</summary>
    public const string OfOneLabel = "f1";

    /// <summary>A metric.</summary>
    /// <param name="metric">Its name.</param>
    /// <param name="positive">The label that f1 is of; null: it is not known.</param>
    public static string Of(string metric, string? positive) =>
        metric == OfOneLabel && positive is not null ? $"{metric} ({positive})" : metric;

    /// <summary>A metric of a task.</summary>
    /// <param name="metric">Its name.</param>
    /// <param name="labels">The task's labels by class index: f1 is of the last of two.</param>
    public static string Of(string metric, IReadOnlyList<string>? labels) => Of(metric, labels is [_, var last] ? last : null);
}
