using System.Diagnostics;
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
    /// <exception cref="TaskGridException">The data.</exception>
    public static EvaluationResult Run(
        ITaskModel model,
        TaskInfo info,
        string path,
        DataColumns columns,
        CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var task = model.Task;
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
            Value = metrics[task.Metric],
            Rows = rows.Count,
            Metrics = metrics,
            Seconds = clock.Elapsed.TotalSeconds,
        };
    }
}
