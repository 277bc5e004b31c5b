using System.CommandLine;
using TaskGrid.Benchmarks.Machine;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Running;
using TaskGrid.Benchmarks.Workers;

namespace TaskGrid.Benchmarks.Step;

/// <summary>Training steps against plain PyTorch, in one run.</summary>
internal sealed class StepBenchmark : IBenchmark
{
    private readonly StepOptions _options = new();

    /// <inheritdoc/>
    public string Name => "step";

    /// <inheritdoc/>
    public string Description =>
        "Times training steps against full fine-tuning in plain PyTorch: same libtorch, model shape, batch, threads and "
        + "precision, in turns. Peak memory of each process beside it.";

    /// <inheritdoc/>
    public IEnumerable<Option> Options => _options.All;

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
        ["step", "step --shapes tg-mini --threads 1 --precision fp32", "step --kinds full masked --rounds 9 --json"];

    /// <inheritdoc/>
    public async Task<BenchmarkReport> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        var version = "?";
        foreach (var precision in run.Value(_options.Precisions))
        foreach (var threads in run.Value(_options.Threads))
        foreach (var item in StepCase.All.Where(item => run.Value(_options.Shapes).Contains(item.Shape.Name)))
        {
            var folder = await RandomBase.EnsureAsync(item.Shape, StepOptions.Scratch, cancellationToken);
            var label = $"{item.Label}, {precision}, {threads} thread{(threads == 1 ? "" : "s")}";
            var setup = new StepSetup("", folder, item.Shape, item.Rows, item.Length, threads, precision == "bf16");
            var environment = TorchEnvironment.Create(threads);
            await using var python = WorkerProcess.Start(
                "PyTorch", run.Value(_options.Python), [StepOptions.Script], environment);
            version = (await python.AskAsync<StepSetup, StepReady>(setup, cancellationToken)).Version;
            foreach (var kind in StepKind.All.Where(kind => run.Value(_options.Kinds).Contains(kind.Name)))
            {
                run.Progress.Update($"{label}: {kind.Label}");
                await using var own = WorkerProcess.StartOwn(StepWorker.CommandName, environment);
                await own.AskAsync<StepSetup, StepReady>(setup with { Kind = kind.Name }, cancellationToken);
                var result = await new StepComparison(python, own).RunAsync(run.Value(_options.Rounds), cancellationToken);
                AddFigures(figures, label, kind, result);
                run.Progress.Print(
                    $"{label}: {kind.Label} {1000 * result.OwnSeconds:0.0} ms, PyTorch {1000 * result.ReferenceSeconds:0.0} ms, "
                    + $"ratio {result.Ratio:0.000}");
            }
        }

        return new BenchmarkReport
        {
            Name = Name,
            Machine = MachineDescription.Create($"PyTorch {version}", TorchEnvironment.Describe()),
            Commit = RepositoryFolder.Commit(),
            Figures = figures,
            Notes =
            [
                "Ratios are medians over pairs of rounds that took turns; PyTorch trains all weights in every comparison. "
                    + "Random weights and tokens, no padding, dropout 0.1 on the pooled vector on both sides.",
            ],
        };
    }

    private static void AddFigures(List<Figure> figures, string label, StepKind kind, StepResult result)
    {
        figures.Add(new Figure($"{label}: {kind.Label} over PyTorch's full", result.Ratio, "x", kind.Goal));
        figures.Add(new Figure($"{label}: {kind.Label}", 1000 * result.OwnSeconds, "ms"));
        figures.Add(new Figure($"{label}: PyTorch beside {kind.Label}", 1000 * result.ReferenceSeconds, "ms"));
        figures.Add(new Figure($"{label}: {kind.Label}, peak memory", result.OwnPeakBytes / 1e6, "MB"));
        if (kind.Name == StepKind.Full)
            figures.Add(new Figure($"{label}: PyTorch, peak memory", result.ReferencePeakBytes / 1e6, "MB"));
    }
}
