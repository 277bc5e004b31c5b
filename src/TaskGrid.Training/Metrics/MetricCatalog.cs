namespace TaskGrid.Training.Metrics;

/// <summary>All metrics by name: <c>accuracy</c>, <c>f1</c>, <c>f1-macro</c>, <c>matthews</c>, <c>pearson</c>,
/// <c>spearman</c>, <c>mse</c>.</summary>
public static class MetricCatalog
{
    private static readonly Metric[] All =
    [
        new Accuracy(), new BinaryF1(), new MacroF1(), new Matthews(), new Pearson(), new Spearman(),
        new MeanSquaredError(),
    ];

    /// <summary>Names of all metrics.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(metric => metric.Name)];

    /// <summary>The metrics that measure a task, its default first.</summary>
    /// <param name="kind">The task's kind.</param>
    /// <param name="classes">Number of its labels; 0 for regression.</param>
    public static IReadOnlyList<Metric> For(TaskKind kind, int classes) =>
        [.. All.Where(metric => metric.Fits(kind, classes))];

    /// <summary>The metric that picks the best epoch when none is named: <c>accuracy</c> or <c>pearson</c>.</summary>
    /// <param name="kind">The task's kind.</param>
    public static Metric Default(TaskKind kind) => All.First(metric => metric.Kind == kind);

    /// <summary>The label that <c>f1</c> is of, the last one of two; null: there are not two.</summary>
    /// <param name="labels">A task's labels by class index.</param>
    public static string? Positive(IReadOnlyList<string> labels) => labels.Count == 2 ? labels[1] : null;

    /// <summary>Finds a metric.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: no metric of that name.</exception>
    public static Metric Get(string name) =>
        All.FirstOrDefault(metric => metric.Name == name) ?? throw new TaskGridException(
            ErrorCodes.InvalidArgument, $"'{name}' is not a metric. Use one of {string.Join(", ", Names)}.");

    /// <summary>Finds a metric for a task.</summary>
    /// <param name="name">Its name; null: the default of the kind.</param>
    /// <param name="kind">The task's kind.</param>
    /// <param name="classes">Number of its labels; 0 for regression.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: no metric of that name, or it does
    /// not measure such a task.</exception>
    public static Metric Get(string? name, TaskKind kind, int classes)
    {
        var metric = name is null ? Default(kind) : Get(name);
        var task = kind == TaskKind.Regression ? "regression" : $"classification with {classes} labels";
        return metric.Fits(kind, classes)
            ? metric
            : throw new TaskGridException(
                ErrorCodes.InvalidArgument,
                $"The metric '{name}' does not measure {task}. Use one of "
                + $"{string.Join(", ", For(kind, classes).Select(other => other.Name))}.");
    }
}
