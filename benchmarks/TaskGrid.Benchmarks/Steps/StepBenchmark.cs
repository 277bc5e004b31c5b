using System.CommandLine;
using TaskGrid.Benchmarks.Machine;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Running;

namespace TaskGrid.Benchmarks.Steps;

/// <summary>Training steps against plain PyTorch, in one run.</summary>
internal sealed class StepBenchmark : IBenchmark
{
    private readonly StepOptions _options = new();

    /// <inheritdoc/>
    public string Name => "step";

    /// <inheritdoc/>
    public string Description =>
        "Times training steps against full fine-tuning in plain PyTorch: same libtorch, model shape, batch, threads "
        + "and precision, in turns. Peak memory of each process beside it.";

    /// <inheritdoc/>
    public IEnumerable<Option> Options => _options.All;

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
        ["step", "step --shapes tg-mini --threads 1 --precision fp32", "step --kinds full masked --rounds 9 --json"];

    /// <inheritdoc/>
    public async Task<BenchmarkReport> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        var matrix = new StepMatrix(run.Value(_options.Python), run.Value(_options.Rounds), run.Progress);
        var device = run.Value(_options.Device);
        var kinds = StepKind.All.Where(kind => run.Value(_options.Kinds).Contains(kind.Name)).ToList();
        foreach (var item in StepCase.All.Where(item => run.Value(_options.Shapes).Contains(item.Shape.Name)))
        {
            var folder = await RandomBase.EnsureAsync(item.Shape, StepOptions.Scratch, cancellationToken);
            foreach (var precision in run.Value(_options.Precisions))
            foreach (var threads in run.Value(_options.Threads))
            {
                var label = $"{item.Label}, {precision}, {threads} thread{(threads == 1 ? "" : "s")}";
                var setup = new StepSetup("", folder, item.Shape, item.Rows, item.Length, threads, precision == "bf16", device);
                figures.AddRange(await matrix.MeasureAsync(setup, label, kinds, cancellationToken));
            }
        }

        return new BenchmarkReport
        {
            Name = Name,
            Machine = MachineDescription.Create([$"PyTorch {matrix.Version}", .. TorchEnvironment.Describe(device)]),
            Commit = RepositoryFolder.Commit(),
            Figures = figures,
            Notes =
            [
                "Ratios are medians over pairs of rounds that took turns; PyTorch trains all weights in every "
                    + "comparison. Random weights and tokens, no padding, dropout 0.1 on the pooled vector.",
            ],
        };
    }
}
