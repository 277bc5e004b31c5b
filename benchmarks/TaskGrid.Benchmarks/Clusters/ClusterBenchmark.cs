using System.CommandLine;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Running;
using TaskGrid.Orleans;
#if TASKGRID_FULL
using TaskGrid.Benchmarks.Machine;
#endif

namespace TaskGrid.Benchmarks.Clusters;

/// <summary>What a cluster of real silos costs against one engine in the process.</summary>
internal sealed class ClusterBenchmark : IBenchmark
{
    private readonly Option<int> _requests = BenchOption.Number("--requests", "Requests of each kind.", 10, 500);

    /// <inheritdoc/>
    public string Name => "cluster";

    /// <inheritdoc/>
    public string Description =>
        "Measures one prediction through grains, on the same silo, another one, and from a client. Needs the feed 'full'.";

    /// <inheritdoc/>
    public IEnumerable<Option> Options => [_requests];

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["cluster", "cluster --requests 2000"];

    /// <inheritdoc/>
    public async Task<BenchmarkReport> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        OrleansEngine.Require();
#if TASKGRID_FULL
        var requests = run.Value(_requests);
        run.Progress.Update("training a task");
        using var store = await BenchmarkedStore.CreateAsync(cancellationToken);
        run.Progress.Update("starting two silos");
        await using var silos = await BenchmarkedSilos.StartAsync(store, cancellationToken);
        run.Progress.Update("asking");
        var times = await silos.MedianSecondsAsync(requests, cancellationToken);
        return new BenchmarkReport
        {
            Name = Name,
            Machine = MachineDescription.Create(TorchEnvironment.Describe()),
            Commit = RepositoryFolder.Commit(),
            Figures =
            [
                new Figure("embedded engine, p50", 1e3 * times.Embedded, "ms"),
                new Figure("silo that holds the task, p50", 1e3 * times.SameSilo, "ms"),
                new Figure("another silo, p50", 1e3 * times.OtherSilo, "ms"),
                new Figure("client outside, p50", 1e3 * times.Client, "ms"),
                new Figure("a grain on the same silo adds", 1e6 * (times.SameSilo - times.Embedded), "us"),
                new Figure("a hop to another silo adds", 1e6 * (times.OtherSilo - times.Embedded), "us"),
            ],
            Notes =
            [
                $"{requests} requests of each kind in turn, one text each, one caller; silos talk over loopback.",
                "Throughput of several processes against one is not measured here: it wants a processor for each of them.",
            ],
        };
#else
        await Task.CompletedTask;
        throw new InvalidOperationException();
#endif
    }
}
