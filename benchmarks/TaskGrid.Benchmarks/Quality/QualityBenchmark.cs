using System.CommandLine;
using System.Globalization;
using TaskGrid.Benchmarks.Machine;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Quality.Plan;
using TaskGrid.Benchmarks.Quality.Results;
using TaskGrid.Benchmarks.Quality.Runs;
using TaskGrid.Benchmarks.Quality.Summary;
using TaskGrid.Benchmarks.Running;
using TaskGrid.Models;

namespace TaskGrid.Benchmarks.Quality;

/// <summary>How much of full fine-tuning's quality sparse diffs keep, over real tasks.</summary>
internal sealed class QualityBenchmark : IBenchmark
{
    private readonly QualityOptions _options = new();

    /// <inheritdoc/>
    public string Name => "quality";

    /// <inheritdoc/>
    public string Description =>
        "Trains real tasks with every method and compares test scores with full fine-tuning. Finished runs are kept and "
        + "not repeated; Ctrl-C loses only what is running.";

    /// <inheritdoc/>
    public IEnumerable<Option> Options => _options.All;

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "quality",
        "quality --only mr trec full magnitude seed1 --workers 2",
        "quality --report --json",
    ];

    /// <inheritdoc/>
    public async Task<BenchmarkReport> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var file = new ResultsFile(Path.GetFullPath(run.Value(_options.Results)));
        var machine = MachineDescription.Create();
        IReadOnlyList<string> failures = [];
        if (!run.Value(_options.Report)) failures = await TrainAsync(run, file, machine, cancellationToken);

        var summary = new QualitySummary(new ResultSelection(file.Read()));
        var folder = Path.GetDirectoryName(file.Path)!;
        if (summary.Results.Count > 0) WritePages(summary, folder, machine);
        return new BenchmarkReport
        {
            Name = Name,
            Machine = machine,
            Commit = RepositoryFolder.Commit(),
            Figures = [.. summary.Figures()],
            Notes =
            [
                $"Runs: {file.Path}; tables and plot: {Path.Combine(folder, "quality.md")}, quality.svg.",
                .. failures.Select(failure => "Failed: " + failure),
            ],
        };
    }

    private async Task<IReadOnlyList<string>> TrainAsync(
        BenchmarkRun run, ResultsFile file, string machine, CancellationToken cancellationToken)
    {
        var scratch = Path.GetFullPath(run.Value(_options.Scratch));
        var baseFolder = Path.Combine(scratch, "bases", Path.GetFileName(Path.TrimEndingDirectorySeparator(run.Value(_options.Base))));
        await BaseImporter.ImportAsync(
            run.Value(_options.Base), baseFolder, new BaseImportOptions(), null, cancellationToken);
        var files = new TaskFiles(Path.GetFullPath(run.Value(_options.Tasks)), scratch);
        var requests = new RunRequests(
            files, baseFolder, Path.Combine(scratch, "diffs"), run.Value(_options.Threads), run.Value(_options.Precision));
        var hash = new SettingsHash(BaseFolder.Open(baseFolder));
        var done = file.Read();
        var filter = new RunFilter(run.Value(_options.Only));
        var runs = QualityPlan.Runs.Where(filter.Keeps).ToList();
        var wanted = runs
            .Where(item => !done.Any(result => result.IsOf(item) && result.Settings == hash.Of(requests.Of(item))))
            .ToList();
        if (run.Value(_options.Limit) is > 0 and var limit) wanted = [.. wanted.Take(limit)];
        run.Progress.Print($"{runs.Count} runs, {wanted.Count} to do with {run.Value(_options.Workers)} at a time.");

        var costs = new RunCosts(files);
        foreach (var result in done)
        {
            if (QualityPlan.Runs.FirstOrDefault(result.IsOf) is { } known) costs.Add(known, result.Seconds);
        }

        var commit = RepositoryFolder.Commit();
        var queue = new RunQueue(run.Value(_options.Workers), costs, run.Progress);
        await queue.RunAsync(
            wanted,
            requests.Of,
            (item, outcome) => file.Append(Result(item, requests.Of(item), outcome) with
            {
                Settings = hash.Of(requests.Of(item)),
                Commit = commit,
                Machine = machine,
            }),
            cancellationToken);
        return queue.Failures;
    }

    private static QualityResult Result(QualityRun item, QualityRequest request, QualityOutcome outcome) => new()
    {
        Task = item.Task,
        Method = item.MethodName,
        Density = item.Density,
        Seed = item.Seed,
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
        Settings = "",
        Commit = "",
        Date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Machine = "",
    };

    private static void WritePages(QualitySummary summary, string folder, string machine)
    {
        File.WriteAllText(Path.Combine(folder, "quality.md"), QualityTables.Markdown(summary, machine));
        if (summary.Curve.Tasks.Count > 0)
            File.WriteAllText(Path.Combine(folder, "quality.svg"), DensityPlot.Draw(summary.Curve, QualitySummary.WantedShare));
    }
}
