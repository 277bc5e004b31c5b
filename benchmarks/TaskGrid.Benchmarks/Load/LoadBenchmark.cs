using System.CommandLine;
using TaskGrid.Benchmarks.Machine;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Running;
using TaskGrid.Client;
using TaskGrid.Proofs.Processes;
using TaskGrid.Proofs.Stores;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Benchmarks.Load;

/// <summary>Predictions of many tasks for many clients, without and with training in the background.</summary>
internal sealed class LoadBenchmark : IBenchmark
{
    private const int Turns = 2;

    private readonly Option<int> _tasks = BenchOption.Number("--tasks", "Tasks, each with a version of its own.", 1, 200);

    private readonly Option<int> _clients = BenchOption.Number("--clients", "Clients at once.", 1, 50);

    private readonly Option<int> _seconds = BenchOption.Number("--seconds", "How long each stretch is.", 1, 30);

    /// <inheritdoc/>
    public string Name => "load";

    /// <inheritdoc/>
    public string Description =>
        "Asks 'taskgrid serve' for single predictions of many tasks from many clients at once, without and with a job that "
        + "trains meanwhile.";

    /// <inheritdoc/>
    public IEnumerable<Option> Options => [_tasks, _clients, _seconds];

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["load", "load --tasks 20 --clients 8 --seconds 10 --json"];

    /// <inheritdoc/>
    public async Task<BenchmarkReport> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        using var bases = new SampleBases();
        using var store = await StoreKinds.OpenAsync(StoreKinds.Folder);
        using var server = ServerProcess.Start(new ServerSettings
        {
            Store = store.Address, Bases = bases.Path, Folder = store.Address.Location + "-server",
        });
        var url = await server.ReadyAsync();
        using var grid = new TaskGridClient(new TaskGridClientOptions { Endpoint = url });
        var tasks = await PublishAsync(grid, run, cancellationToken);
        using var clients = new LoadClients(url, run.Value(_clients), tasks);
        run.Progress.Update("warming up");
        await clients.VisitAsync(cancellationToken);
        var stretch = TimeSpan.FromSeconds(run.Value(_seconds));
        await clients.RunAsync(stretch / 5, cancellationToken);
        var background = await BackgroundJob.SubmitAsync(grid, cancellationToken);
        var (alone, trained, steps) = (new List<LoadPhase>(), new List<LoadPhase>(), 0);
        for (var turn = 0; turn < Turns; turn++)
        {
            await background.PauseAsync(cancellationToken);
            run.Progress.Update("without training");
            alone.Add(await clients.RunAsync(stretch, cancellationToken));
            await background.ResumeAsync(cancellationToken);
            run.Progress.Update("with training");
            var before = await background.StepAsync(cancellationToken);
            trained.Add(await clients.RunAsync(stretch, cancellationToken));
            steps += await background.StepAsync(cancellationToken) - before;
        }

        await grid.Jobs.CancelAsync(background.Id, null, cancellationToken);
        var resident = ProcessStatus.Bytes(server.Id, "VmHWM");
        server.Stop();
        return new BenchmarkReport
        {
            Name = Name,
            Machine = MachineDescription.Create(TorchEnvironment.Describe()),
            Commit = RepositoryFolder.Commit(),
            Figures = [.. Figures(LoadPhase.Join(alone), LoadPhase.Join(trained), steps, resident)],
            Notes =
            [
                $"{tasks.Count} tasks on the sample base, {run.Value(_clients)} clients on the server's own machine, one "
                    + "sentence a call; each client waits for its answer. Training: structured diff pruning, batch 16, as many "
                    + "threads as the trainer chooses.",
            ],
        };
    }

    private static IEnumerable<Figure> Figures(LoadPhase alone, LoadPhase trained, int steps, long resident) =>
    [
        .. alone.Figures("without training"),
        .. trained.Figures("with training"),
        new("p50 with training over without", trained.Median / alone.Median, "x"),
        new("p99 with training over without", trained.Slow / alone.Slow, "x"),
        new("training meanwhile", steps / trained.Seconds, "steps/s", Goal.Above(0)),
        new("most resident memory of the server", resident / (double)(1 << 20), "MiB"),
    ];

    private async Task<List<string>> PublishAsync(
        TaskGridClient grid, BenchmarkRun run, CancellationToken cancellationToken)
    {
        run.Progress.Update("training one task");
        await GridData.TrainAsync(grid, "first", GridData.Rows(60));
        await using var stored = await grid.Tasks.OpenDiffAsync("first", 1, cancellationToken);
        using var file = new MemoryStream();
        await stored.CopyToAsync(file, cancellationToken);
        var copies = new DiffCopies(file.ToArray());
        var tasks = new List<string>();
        for (var number = 1; number <= run.Value(_tasks); number++)
        {
            run.Progress.Update($"publishing task {number}");
            tasks.Add($"task{number}");
            using var diff = new MemoryStream(copies.Create(number));
            await grid.Tasks.ImportVersionAsync(tasks[^1], diff, AliasSnapshot.Live, null, cancellationToken);
        }

        return tasks;
    }
}
