using System.CommandLine;
using TaskGrid.Benchmarks.Machine;
using TaskGrid.Benchmarks.Measuring;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Running;
using TaskGrid.Benchmarks.Steps;
using TaskGrid.Benchmarks.Workers;
using TaskGrid.Torch;
using TaskGrid.Training.Methods;

namespace TaskGrid.Benchmarks.Memory;

/// <summary>What trainings add to a process's memory, over what is said before they start.</summary>
internal sealed class MemoryBenchmark : IBenchmark
{
    private readonly Option<string[]> _shapes = BenchOption.Words(
        "--shapes", "Shapes of the base.", [.. BertShape.All.Select(shape => shape.Name)], [BertShape.Mini.Name]);

    private readonly Option<string[]> _methods = BenchOption.Words(
        "--methods", "Methods.", [.. MethodCatalog.Names]);

    private readonly Option<string[]> _precisions = BenchOption.Words(
        "--precision", "Precisions; bf16 is left out by default where the processor lacks it.", ["fp32", "bf16"],
        TorchRuntime.SupportsBf16 ? ["fp32", "bf16"] : ["fp32"]);

    private readonly Option<int> _rows = BenchOption.Number("--rows", "Texts of a batch.", least: 1, fallback: 16);

    private readonly Option<int> _length = BenchOption.Number("--tokens", "Tokens of a text.", least: 4, fallback: 32);

    private readonly Option<int> _threads = BenchOption.Number("--threads", "Threads.", least: 1, fallback: 1);

    /// <inheritdoc/>
    public string Name => "memory";

    /// <inheritdoc/>
    public string Description =>
        "Trains with each method in a process of its own, from texts to a diff, and compares the memory that it added with what "
        + "a node expects before it starts.";

    /// <inheritdoc/>
    public IEnumerable<Option> Options => [_shapes, _methods, _precisions, _rows, _length, _threads];

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["memory", "memory --methods full diff-pruning --shapes bert-base --tokens 128"];

    /// <inheritdoc/>
    public async Task<BenchmarkReport> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        foreach (var shape in BertShape.All.Where(shape => run.Value(_shapes).Contains(shape.Name)))
        {
            var folder = await RandomBase.EnsureAsync(shape, StepOptions.Scratch, cancellationToken);
            foreach (var precision in run.Value(_precisions))
            foreach (var method in run.Value(_methods))
            {
                var setup = new MemorySetup(
                    method, folder, run.Value(_rows), run.Value(_length), run.Value(_threads), precision == "bf16");
                var label = FormattableString.Invariant($"{shape.Name} {setup.Rows} x {setup.Length}, {precision}, {method}");
                run.Progress.Update(label);
                await using var worker = WorkerProcess.StartOwn(
                    MemoryWorker.CommandName, TorchEnvironment.Create(setup.Threads));
                var taken = await worker.AskAsync<MemorySetup, MemoryTaken>(setup, cancellationToken);
                figures.Add(new Figure($"{label}: expected", taken.Expected / 1e6, "MB"));
                figures.Add(new Figure($"{label}: taken", taken.Bytes / 1e6, "MB"));
                figures.Add(new Figure($"{label}: taken over expected", (double)taken.Bytes / taken.Expected, "x", Goal.AtMost(1)));
                run.Progress.Print(FormattableString.Invariant(
                    $"{label}: expected {taken.Expected / 1e6:0} MB, taken {taken.Bytes / 1e6:0} MB"));
            }
        }

        return new BenchmarkReport
        {
            Name = Name,
            Machine = MachineDescription.Create(TorchEnvironment.Describe()),
            Commit = RepositoryFolder.Commit(),
            Figures = figures,
            Notes = ["Random weights and texts, one epoch of 12 steps a phase; resident memory of the process, beside its base."],
        };
    }
}
