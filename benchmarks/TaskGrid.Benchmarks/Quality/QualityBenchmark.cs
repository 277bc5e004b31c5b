using System.CommandLine;
using TaskGrid.Benchmarks.Machine;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Quality.Baselines;
using TaskGrid.Benchmarks.Quality.Plan;
using TaskGrid.Benchmarks.Quality.Results;
using TaskGrid.Benchmarks.Quality.Runs;
using TaskGrid.Benchmarks.Quality.Summary;
using TaskGrid.Benchmarks.Running;

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
        var records = new QualityRecords(Path.GetFullPath(run.Value(_options.Results)));
        var machine = MachineDescription.Create(TorchEnvironment.Describe());
        var notes = new List<string>();
        IReadOnlyList<string> failures = [];
        var inputs = await OpenAsync(records, run, notes, cancellationToken);
        if (!run.Value(_options.Report)) failures = await TrainAsync(inputs!, run, records, machine, cancellationToken);

        var baselines = inputs?.Baselines(run.Progress, cancellationToken) ?? records.Baselines.Read();
        var summary = new QualitySummary(Select(records.Results.Read(), inputs, notes), new BaselineScores(baselines));
        var pages = new QualityPages(records.Folder);
        if (summary.Results.All.Count > 0) pages.Write(summary, records.Data.Read(), machine);
        return new BenchmarkReport
        {
            Name = Name,
            Machine = machine,
            Commit = RepositoryFolder.Commit(),
            Figures = [.. summary.Figures()],
            Notes =
            [
                "A: the goal, over all tasks and seeds. B: every method. C: structured diff pruning by density.",
                summary.Finished(),
                .. notes,
                summary.Coverage(),
                $"Runs: {records.Results.Path}; baselines: {records.Baselines.Path}; SHA-256 of the tasks' files: "
                    + $"{records.Data.Path}; tables: {pages.Tables}; plot: {pages.Plot}.",
            ],
            Failures = failures,
        };
    }

    // A report needs neither base nor tasks; it then says less.
    private async Task<QualityInputs?> OpenAsync(
        QualityRecords records, BenchmarkRun run, List<string> notes, CancellationToken cancellationToken)
    {
        try
        {
            return await QualityInputs.OpenAsync(records, _options, run, cancellationToken);
        }
        catch (TaskGridException problem) when (run.Value(_options.Report))
        {
            notes.Add($"Without the base nothing is known of present settings: {problem.Message}");
            return null;
        }
    }

    private static ResultSelection Select(
        IReadOnlyList<QualityResult> results, QualityInputs? inputs, List<string> notes)
    {
        try
        {
            return new ResultSelection(results, inputs is null ? null : inputs.Settings.Match);
        }
        catch (TaskGridException problem) when (problem.Code == ErrorCodes.FileNotFound)
        {
            notes.Add($"Without the tasks' files nothing is known of present settings: {problem.Message}");
            return new ResultSelection(results, null);
        }
    }

    private async Task<IReadOnlyList<string>> TrainAsync(
        QualityInputs inputs,
        BenchmarkRun run,
        QualityRecords records,
        string machine,
        CancellationToken cancellationToken)
    {
        var filter = new RunFilter(run.Value(_options.Only));
        var execution = new PlanExecution(inputs.Files, inputs.Requests, inputs.Settings, records.Results);
        return await execution.RunAsync(
            filter, run.Value(_options.Limit), run.Value(_options.Workers), machine, run.Progress, cancellationToken);
    }
}
