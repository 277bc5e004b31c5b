using System.Text.Json;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Quality.Plan;
using TaskGrid.Benchmarks.Quality.Runs;
using TaskGrid.Models;
using TaskGrid.Training.Data;
using TaskGrid.Training.Metrics;

namespace TaskGrid.Benchmarks.Quality.Baselines;

/// <summary>Computes the baselines that are not kept yet.</summary>
/// <param name="files">The tasks' files.</param>
/// <param name="digests">What tells their rows from others.</param>
/// <param name="tokenizer">The base's tokenizer.</param>
internal sealed class BaselineRuns(TaskFiles files, FileDigests digests, WordPieceTokenizer tokenizer)
{
    /// <summary>One baseline a task: kept, or computed where rows or tokenizer are others than before.</summary>
    /// <param name="kept">Baselines of an earlier time; those of tasks whose files are not there stand.</param>
    /// <param name="progress">Where to say what is computed.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="TaskGridException">A file of a task cannot be read.</exception>
    public IReadOnlyList<Baseline> Complete(
        IReadOnlyList<Baseline> kept, ProgressLine progress, CancellationToken cancellationToken)
    {
        var baselines = new List<Baseline>();
        foreach (var task in QualityTask.All)
        {
            var known = kept.LastOrDefault(baseline => baseline.Task == task.Name);
            if (files.Has(task) && known?.Settings != Settings(task))
            {
                progress.Print($"Baselines of {task.Name}.");
                known = Compute(task, cancellationToken);
            }

            if (known is not null) baselines.Add(known);
        }

        return baselines;
    }

    private Baseline Compute(QualityTask task, CancellationToken cancellationToken)
    {
        var columns = new DataColumns();
        var data = TaskData.Load(
            files.Train(task), files.Dev(task), columns, null, LinearBaseline.Seed, cancellationToken: cancellationToken);
        var test = LabelledData.LoadForEvaluation(
            files.Test(task), columns, data.Kind, data.Labels, data.Pairs, cancellationToken);
        var metric = MetricCatalog.Default(data.Kind);
        var linear = data.Kind == TaskKind.Regression
            ? null
            : LinearBaseline.Score(data, test, tokenizer, cancellationToken);
        return new Baseline
        {
            Task = task.Name,
            Metric = metric.Name,
            Constant = linear is null ? null : metric.Baseline(data.Train.Targets.AsSpan(), test.Targets.AsSpan()),
            Linear = linear?.Test,
            LinearDev = linear?.Dev,
            LinearEpoch = linear?.Epoch,
            Overlap = data is { Kind: TaskKind.Regression, Pairs: true } ? OverlapBaseline.Score(test, metric) : null,
            Settings = Settings(task),
        };
    }

    private string Settings(QualityTask task) =>
        SettingsHash.Of(JsonSerializer.Serialize(new
        {
            LinearBaseline.Revision,
            LinearBaseline.Seed,
            Overlap = OverlapBaseline.Revision,
            tokenizer.Settings,
            tokenizer.Vocabulary.Tokens,
            Rows = new[] { files.Train(task), files.Dev(task), files.Test(task) }
                .Select(path => path is null ? "" : digests.Of(path).Sha256),
        }));
}
