using System.CommandLine;
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
        "Trains real tasks with every method and compares test scores with full fine-tuning. Finished runs are kept "
        + "and not repeated; Ctrl-C loses only what is running.";

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
        var machine = MachineDescription.Create(TorchEnvironment.Describe());
        IReadOnlyList<string> failures = [];
        if (!run.Value(_options.Report)) failures = await TrainAsync(run, file, machine, cancellationToken);

        var summary = new QualitySummary(new ResultSelection(file.Read()));
        var pages = new QualityPages(Path.GetDirectoryName(file.Path)!);
        if (summary.Results.Count > 0) pages.Write(summary, machine);
        return new BenchmarkReport
        {
            Name = Name,
            Machine = machine,
            Commit = RepositoryFolder.Commit(),
            Figures = [.. summary.Figures()],
            Notes =
            [
                "A: the goal, over all tasks and seeds. B: every method. C: structured diff pruning by density.",
                summary.Coverage(),
                $"Runs: {file.Path}; tables: {pages.Tables}; plot: {pages.Plot}.",
            ],
            Failures = failures,
        };
    }

    private async Task<IReadOnlyList<string>> TrainAsync(
        BenchmarkRun run, ResultsFile results, string machine, CancellationToken cancellationToken)
    {
        var filter = new RunFilter(run.Value(_options.Only));
        var scratch = Path.GetFullPath(run.Value(_options.Scratch));
        var folder = await PlanExecution.ImportAsync(run.Value(_options.Base), scratch, cancellationToken);
        var files = new TaskFiles(Path.GetFullPath(run.Value(_options.Tasks)), scratch);
        var diffs = Path.Combine(scratch, "diffs");
        var requests = new RunRequests(
            files, folder, diffs, run.Value(_options.Threads), run.Value(_options.Precision));
        var execution = new PlanExecution(files, requests, new SettingsHash(BaseFolder.Open(folder)), results);
        return await execution.RunAsync(
            filter, run.Value(_options.Limit), run.Value(_options.Workers), machine, run.Progress, cancellationToken);
    }
}
