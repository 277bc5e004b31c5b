using System.Diagnostics;
using TaskGrid.Diffs;
using TaskGrid.Models;
using TaskGrid.Training;
using TaskGrid.Training.Data;
using TaskGrid.Training.Metrics;

namespace TaskGrid.Node;

/// <summary>Measures a version on labelled data.</summary>
internal static class VersionEvaluation
{
    /// <summary>Measures.</summary>
    /// <param name="model">The version.</param>
    /// <param name="info">What its file says.</param>
    /// <param name="path">The data.</param>
    /// <param name="columns">Which columns hold what.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="TaskGridException">The data, or the version's metric.</exception>
    public static EvaluationResult Run(
        ITaskModel model,
        TaskInfo info,
        string path,
        DataColumns columns,
        CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var task = model.Task;
        CheckMetric(task);
        var rows = LabelledData.LoadForEvaluation(
            path, columns, task.Kind, task.Labels, info.Pairs, cancellationToken);
        var predictions = TaskTrainer.Predict(model, rows, cancellationToken);
        var targets = rows.Targets.AsSpan();
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var metric in MetricCatalog.For(task.Kind, task.Labels.Length))
            metrics[metric.Name] = metric.Compute(predictions, targets);
        return new EvaluationResult
        {
            Task = info.Name,
            Version = info.Version,
            Metric = task.Metric,
            Positive = MetricCatalog.Positive(task.Labels),
            Value = metrics[task.Metric],
            Rows = rows.Count,
            Metrics = metrics,
            Seconds = clock.Elapsed.TotalSeconds,
        };
    }

    /// <summary>Checks that a task can be measured by the metric that its diff names.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>.</exception>
    public static void CheckMetric(TaskDefinition task)
    {
        try
        {
            MetricCatalog.Get(task.Metric, task.Kind, task.Labels.Length);
        }
        catch (TaskGridException exception)
        {
            throw new TaskGridException(
                ErrorCodes.DiffInvalid, $"The diff's task cannot be measured. {exception.Message}", innerException: exception);
        }
    }
}
