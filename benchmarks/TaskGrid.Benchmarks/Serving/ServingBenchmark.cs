using System.CommandLine;
using TaskGrid.Benchmarks.Machine;
using TaskGrid.Benchmarks.Measuring;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Running;
using TaskGrid.Benchmarks.Steps;
using TaskGrid.Benchmarks.Workers;
using TaskGrid.Models;
using TaskGrid.Serving;
using TaskGrid.Torch;

namespace TaskGrid.Benchmarks.Serving;

/// <summary>Many tasks over one base: throughput of each mode, memory, cold start.</summary>
internal sealed class ServingBenchmark : IBenchmark
{
    private readonly ServingBenchmarkOptions _options = new();

    /// <inheritdoc/>
    public string Name => "serving";

    /// <inheritdoc/>
    public string Description =>
        "Answers for many tasks over one base, in every mode, beside the base alone with one head, separate copies, and "
        + "plain PyTorch with a merged model per task and with batched LoRA. Memory of a task, cold start and allocations, too.";

    /// <inheritdoc/>
    public IEnumerable<Option> Options => _options.All;

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
        ["serving", "serving --shapes tg-mini --tasks 1 8 64 512 --traffic uniform zipf", "serving --full --json"];

    /// <inheritdoc/>
    public async Task<BenchmarkReport> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var (figures, notes) = (new List<Figure>(), new List<string>());
        var (python, device) = ("", run.Value(_options.Device));
        foreach (var shape in BertShape.All.Where(shape => run.Value(_options.Shapes).Contains(shape.Name)))
        {
            var folder = await RandomBase.EnsureAsync(shape, StepOptions.Scratch, cancellationToken);
            using var model = BaseModel.Load(BaseFolder.Open(folder), TorchRuntime.Device(device));
            List<ResidentTask> tasks = [];
            foreach (var half in run.Value(_options.Precisions).Select(word => word == "bf16"))
            {
                var cases = _options.Cases(run, shape, half).ToList();
                var (most, copyBytes) = (cases.Max(item => item.Tasks), run.Value(_options.CopyMegabytes) * 1_000_000L);
                using var modes = new ServedModes(model, half, run.Value(_options.Threads), copyBytes);
                while (tasks.Count < most)
                {
                    run.Progress.Update($"{shape.Name}: task {tasks.Count + 1}");
                    tasks.Add(modes.Mixed.Load(ServedTasks.Create(model, tasks.Count)));
                }

                if (!half)
                {
                    figures.AddRange(ResidenceFigures.Measure(shape, model, modes.Mixed, cancellationToken));
                    var workingSet = new WorkingSetFigures(
                        shape, StepOptions.Scratch, device, TimeSpan.FromSeconds(run.Value(_options.Seconds)), run.Progress);
                    figures.AddRange(await workingSet.MeasureAsync(model, cancellationToken));
                }

                var options = new ServingOptions
                {
                    Half = half,
                    Threads = run.Value(_options.Threads),
                    Batching = new BatchingOptions { MaxQueueTime = TimeSpan.FromMinutes(10) }, // nobody is refused
                };
                using (var server = new TaskServer(model, options))
                {
                    var traffic = new TrafficFigures(
                        server, tasks, shape, TimeSpan.FromSeconds(run.Value(_options.Seconds)), run.Progress);
                    figures.AddRange(await traffic.MeasureAsync(half ? "bf16" : "fp32", cancellationToken));
                }

                var adapters = LoraAdapter.Stacked(shape, half, most, copyBytes);
                if (adapters < most)
                {
                    notes.Add(
                        $"{shape.Name}, {(half ? "bf16" : "fp32")}: PyTorch's stacks hold the adapters of {adapters:N0} tasks; "
                        + $"the others of {most:N0} take theirs.");
                }

                var environment = TorchEnvironment.Create(run.Value(_options.Threads));
                foreach (var tokens in cases.GroupBy(item => item.Tokens))
                {
                    await using var torch = WorkerProcess.Start(
                        "PyTorch", run.Value(_options.Python), [ServingBenchmarkOptions.Script], environment);
                    var setup = new ServingSetup(shape, tokens.Key, run.Value(_options.Threads), half, device, adapters);
                    python = (await torch.AskAsync<ServingSetup, StepReady>(setup, cancellationToken)).Version;
                    var comparison = new ServingComparison(modes, tasks, torch, adapters, run.Value(_options.Rounds), run.Progress);
                    figures.AddRange(await comparison.SingleAsync(tokens.First(), cancellationToken));
                    foreach (var item in tokens) figures.AddRange(await comparison.RunAsync(item, cancellationToken));
                    figures.AddRange(ServingComparison.ManyOverFew(tokens, figures));
                }
            }
        }

        return new BenchmarkReport
        {
            Name = Name,
            Machine = MachineDescription.Create([$"PyTorch {python}", .. TorchEnvironment.Describe(device)]),
            Commit = RepositoryFolder.Commit(),
            Figures = figures,
            Notes =
            [
                .. TorchRuntime.SupportsBf16 ? (string[])[] : ["bf16 is left out: this processor has no AVX-512 with bf16."],
                $"Random weights and tokens, diffs of {ServedTasks.Share:P1} at random places, batches of 1,024 tokens "
                    + "without padding. Ratios are medians over rounds in which all took turns.",
                "Copies that do not fit are made again from the diff in memory; PyTorch's are one model, so none is ever "
                    + "loaded again.",
                .. notes,
            ],
        };
    }
}
