using System.Globalization;
using TaskGrid.Benchmarks.Machine;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Quality.Plan;
using TaskGrid.Benchmarks.Quality.Results;
using TaskGrid.Models;

namespace TaskGrid.Benchmarks.Quality.Runs;

/// <summary>Does the runs of the plan that are not done yet.</summary>
/// <param name="files">The tasks' files.</param>
/// <param name="requests">Turns a run into what a worker process is told.</param>
/// <param name="settings">Tells whether a finished run is still the one that is wanted.</param>
/// <param name="results">Where finished runs are kept.</param>
internal sealed class PlanExecution(
    TaskFiles files, RunRequests requests, PresentSettings settings, RecordFile<QualityResult> results)
{
    /// <summary>Prepares the base.</summary>
    /// <param name="source">The base, in Hugging Face's layout.</param>
    /// <param name="scratch">Folder for the imported base.</param>
    /// <param name="cancellationToken">Ends the import.</param>
    /// <returns>Folder of the stored base.</returns>
    public static async Task<string> ImportAsync(string source, string scratch, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(source)));
        var folder = Path.Combine(scratch, "bases", name);
        await BaseImporter.ImportAsync(source, folder, new BaseImportOptions(), null, cancellationToken);
        return folder;
    }

    /// <summary>Trains what is missing.</summary>
    /// <param name="filter">Which runs of the plan.</param>
    /// <param name="limit">At most so many; 0 for no limit.</param>
    /// <param name="workers">How many at a time.</param>
    /// <param name="machine">The machine, in words.</param>
    /// <param name="progress">Where to say how far it is.</param>
    /// <param name="cancellationToken">Ends what is running; finished runs are kept.</param>
    /// <returns>Runs that failed, with the reason.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(
        RunFilter filter,
        int limit,
        int workers,
        string machine,
        ProgressLine progress,
        CancellationToken cancellationToken)
    {
        var done = results.Read();
        var runs = QualityPlan.Runs.Where(filter.Keeps).ToList();
        var tasks = runs.Select(run => run.Task).ToHashSet();
        foreach (var task in tasks) files.Require(QualityTask.Get(task));
        var wanted = runs.Where(run => !done.Any(result => settings.Match(run, result))).ToList();
        if (limit > 0) wanted = [.. wanted.Take(limit)];
        progress.Print($"{runs.Count} runs, {wanted.Count} to do with {workers} at a time.");

        var costs = new RunCosts(files);
        foreach (var result in done.Where(result => tasks.Contains(result.Task)))
        {
            if (QualityPlan.Runs.FirstOrDefault(result.IsOf) is { } run) costs.Add(run, result.Seconds);
        }

        var commit = RepositoryFolder.Commit();
        var queue = new RunQueue(workers, costs, progress);
        await queue.RunAsync(
            wanted,
            requests.Of,
            (run, outcome) => results.Append(Result(run, outcome, commit, machine)),
            cancellationToken);
        return queue.Failures;
    }

    private QualityResult Result(QualityRun run, QualityOutcome outcome, string commit, string machine)
    {
        var request = requests.Of(run);
        return new QualityResult
        {
            Task = run.Task,
            Method = run.MethodName,
            Density = run.Density,
            Seed = run.Seed,
            Metric = outcome.Metric,
            Dev = outcome.Dev,
            Test = outcome.Test,
            Nonzeros = outcome.Nonzeros,
            DiffBytes = outcome.DiffBytes,
            FileBytes = outcome.FileBytes,
            ValueFormat = outcome.ValueFormat,
            Seconds = Math.Round(outcome.Seconds, 1),
            Steps = outcome.Steps,
            Threads = request.Spec.Threads ?? 1,
            Precision = request.Spec.Precision,
            Settings = settings.Of(run),
            Commit = commit,
            Date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Machine = machine,
        };
    }
}
