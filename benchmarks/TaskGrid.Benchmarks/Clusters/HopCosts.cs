#if TASKGRID_FULL
using System.Diagnostics;
using TaskGrid.Benchmarks.Measuring;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Cluster;

namespace TaskGrid.Benchmarks.Clusters;

/// <summary>One prediction by the embedded engine, two silos and a client, in turns of which each comes first as often.</summary>
internal static class HopCosts
{
    private static readonly string[] Names = ["one", "two"];

    // What is measured is the way to the one silo that answers.
    private static readonly RoutingOptions OneReplica = new() { MaxReplicas = 1 };

    // Twice the time from one report of a silo to the next, and some.
    private static readonly TimeSpan ReportsWithin = TimeSpan.FromSeconds(3);

    /// <summary>Measures.</summary>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(
        BenchmarkedStore store, int requests, CancellationToken cancellationToken)
    {
        await using var engine = await store.StartEngineAsync(cancellationToken);
        await using var silos = await BenchmarkedSilos.StartAsync(store, Names, cancellationToken, routing: OneReplica);
        ITaskGrid[] grids = [engine.ForTenant(BenchmarkedStore.Tenant), .. silos.Grids, silos.Client];
        var request = BenchmarkedStore.Request();
        var seconds = grids.Select(_ => new List<double>()).ToArray();
        var holder = "";
        // A silo that has not heard of the other one, or not yet that it has the task, would load it too.
        foreach (var grid in silos.Grids)
        {
            while ((await grid.ListNodesAsync(cancellationToken)).Count < Names.Length) await Task.Delay(ReportsWithin, cancellationToken);
        }

        await silos.Client.PredictAsync(request, cancellationToken);
        await Task.Delay(ReportsWithin, cancellationToken); // nobody says who has heard a report
        for (var round = -requests / 10; round < requests; round++)
        {
            if (round == 0) holder = await HolderAsync(silos, cancellationToken);
            foreach (var i in TurnOrder.Of(round + requests, grids.Length))
            {
                var start = Stopwatch.GetTimestamp();
                await grids[i].PredictAsync(request, cancellationToken);
                if (round >= 0) seconds[i].Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
        }

        var medians = seconds.Select(Median.Of).ToArray();
        if (await HolderAsync(silos, cancellationToken) != holder) throw new InvalidOperationException("The task has moved meanwhile.");
        var same = 1 + Array.IndexOf(Names, holder);
        var (embedded, here, there, client) = (medians[0], medians[same], medians[3 - same], medians[3]);
        return
        [
            new("embedded engine, p50", 1e3 * embedded, "ms"),
            new("silo that holds the task, p50", 1e3 * here, "ms"),
            new("another silo, p50", 1e3 * there, "ms"),
            new("client outside, p50", 1e3 * client, "ms"),
            new("a grain on the same silo adds, p50", 1e6 * (here - embedded), "us"),
            new("a hop to another silo adds, p50", 1e6 * (there - embedded), "us"),
        ];
    }

    private static async Task<string> HolderAsync(BenchmarkedSilos silos, CancellationToken cancellationToken)
    {
        string[] holders =
        [
            .. from node in await silos.Client.ListNodesAsync(cancellationToken)
               where node.Resident.Count > 0
               select node.Name,
        ];
        return holders is [var holder]
            ? holder
            : throw new InvalidOperationException($"The task is on {holders.Length} silos; what a hop costs is measured with one.");
    }
}
#endif
