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
    private const int TrainRows = 4000;

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
        run.Progress.Update("without training");
        var alone = await clients.RunAsync(stretch, cancellationToken);
        var job = await TrainAsync(grid, cancellationToken);
        run.Progress.Update("with training");
        var stepBefore = (await grid.Jobs.GetAsync(job, cancellationToken)).Step;
        var trained = await clients.RunAsync(stretch, cancellationToken);
        var after = await grid.Jobs.GetAsync(job, cancellationToken);
        await grid.Jobs.CancelAsync(job, cancellationToken);
        var resident = ProcessStatus.Bytes(server.Id, "VmHWM");
        server.Stop();
        return new BenchmarkReport
        {
            Name = Name,
            Machine = MachineDescription.Create(TorchEnvironment.Describe()),
            Commit = RepositoryFolder.Commit(),
            Figures =
            [
                .. alone.Figures("without training"),
                .. trained.Figures("with training"),
                new Figure("p50 with training over without", trained.Median / alone.Median, "x"),
                new Figure("p99 with training over without", trained.Slow / alone.Slow, "x"),
                new Figure("training meanwhile", (after.Step - stepBefore) / trained.Seconds, "steps/s", Goal.Above(0)),
                new Figure("most resident memory of the server", resident / (double)(1 << 20), "MiB"),
            ],
            Notes =
            [
                $"{tasks.Count} tasks on the sample base, {run.Value(_clients)} clients on the server's own machine, one text of "
                    + "14 tokens a call; each client waits for its answer. Training: structured diff pruning, batch 16, as many threads as the trainer chooses.",
            ],
            Failures = after.Status == JobStatus.Running ? [] : [$"The job did not train to the end of the stretch: {after.Status}."],
        };
    }

    private async Task<List<string>> PublishAsync(TaskGridClient grid, BenchmarkRun run, CancellationToken cancellationToken)
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
            await grid.Tasks.ImportVersionAsync(tasks[^1], diff, AliasSnapshot.Live, cancellationToken);
        }

        return tasks;
    }

    // A job that trains longer than the load lasts; waits until it is at work.
    private static async Task<string> TrainAsync(TaskGridClient grid, CancellationToken cancellationToken)
    {
        var file = await GridData.UploadAsync(grid, GridData.Rows(TrainRows));
        var spec = GridData.Job("background", file.Id, epochs: 100);
        spec = spec with { Train = spec.Train with { BatchSize = 16, Threads = null, Precision = "auto" } };
        var job = await grid.Jobs.SubmitAsync(spec, null, cancellationToken);
        await foreach (var each in grid.Jobs.WatchAsync(job.Id, 0, cancellationToken))
        {
            if (each.Progress is not null) break;
        }

        return job.Id;
    }
}
