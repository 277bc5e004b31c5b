using System.CommandLine;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Running;
using TaskGrid.Orleans;
#if TASKGRID_FULL
using TaskGrid.Benchmarks.Machine;
#endif

namespace TaskGrid.Benchmarks.Clusters;

/// <summary>What a cluster of real silos costs against one engine in the process, and what it survives.</summary>
internal sealed class ClusterBenchmark : IBenchmark
{
    private const string Hop = "hop", Zipf = "zipf", Twice = "twice", Restart = "restart", Kill = "kill", Throughput = "throughput";

    private readonly Option<string[]> _parts = BenchOption.Words(
        "--parts", "Some of the parts, by default all.", [Hop, Zipf, Twice, Restart, Kill, Throughput]);

    private readonly Option<int> _requests = BenchOption.Number("--requests", "Requests of each kind; ten times as many by Zipf's law.", 10, 500);

    private readonly Option<int> _seconds = BenchOption.Number("--seconds", "How long throughput is measured, each time.", 1, 20);

    private readonly Option<int> _minutes = BenchOption.Number("--minutes", "Ends after them; what was not measured then is named.", 1, 10);

    /// <inheritdoc/>
    public string Name => "cluster";

    /// <inheritdoc/>
    public string Description =>
        "Measures real silos, in this process and as servers: a prediction through grains, requests that meet their task in memory, a "
        + "rolling restart, a killed server, a grain that is active twice, throughput. Needs the feed 'full'.";

    /// <inheritdoc/>
    public IEnumerable<Option> Options => [_parts, _requests, _seconds, _minutes];

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["cluster", "cluster --parts hop --requests 2000", "cluster --requests 50 --seconds 5"];

    /// <inheritdoc/>
    public async Task<BenchmarkReport> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        OrleansEngine.Require();
#if TASKGRID_FULL
        var requests = run.Value(_requests);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(run.Value(_minutes)));
        var parts = new MeasuredParts(run.Progress, limit.Token, cancellationToken);
        run.Progress.Update("training a task");
        using var store = await BenchmarkedStore.CreateAsync(cancellationToken);
        await AddAsync(Hop, token => HopCosts.MeasureAsync(store, requests, token));
        await AddAsync(Zipf, token => ResidentHits.MeasureAsync(store, 10 * requests, token));
        await AddAsync(Twice, token => TwoWriters.MeasureAsync(store, token));
        await AddAsync(Restart, token => RollingRestart.MeasureAsync(store, token));
        await AddAsync(Kill, token => KilledServer.MeasureAsync(store, token));
        if (ServerThroughput.Missing is null)
            await AddAsync(Throughput, token => ServerThroughput.MeasureAsync(store, TimeSpan.FromSeconds(run.Value(_seconds)), token));

        return new BenchmarkReport
        {
            Name = Name,
            Machine = MachineDescription.Create(TorchEnvironment.Describe()),
            Commit = RepositoryFolder.Commit(),
            Figures = parts.Figures,
            Failures = parts.Failures,
            Notes = [.. NotesOf(run.Value(_parts), requests)],
        };

        async Task AddAsync(string part, Func<CancellationToken, Task<IReadOnlyList<Figure>>> measure)
        {
            if (run.Value(_parts).Contains(part)) await parts.AddAsync(part, measure);
        }
#else
        await Task.CompletedTask;
        throw new InvalidOperationException();
#endif
    }
#if TASKGRID_FULL

    private static IEnumerable<string> NotesOf(string[] parts, int requests)
    {
        if (parts.Contains(Hop))
            yield return $"{Hop}: {requests} requests of each kind in turn, one text each, one caller; silos talk over loopback.";
        if (parts.Contains(Throughput) && ServerThroughput.Missing is { } missing) yield return missing;
    }
#endif
}
