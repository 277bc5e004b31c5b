#if TASKGRID_FULL
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Placement;
using TaskGrid.Tests.Clusters;

namespace TaskGrid.Benchmarks.Clusters;

/// <summary>How often requests by Zipf's law meet their task in memory on the silo that the router chose.</summary>
internal static class ResidentHits
{
    private const int Tasks = 100;
    private const int Callers = 4;
    private const double Exponent = 1.1;
    private const double WantedPercent = 95;

    /// <summary>Measures on three silos; each task is asked for once before.</summary>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(
        BenchmarkedStore store, int requests, CancellationToken cancellationToken)
    {
        var names = await store.PublishAsync(Tasks, cancellationToken);
        await using var silos = await BenchmarkedSilos.StartAsync(store, ["one", "two", "three"], cancellationToken);
        foreach (var name in names) await silos.Client.PredictAsync(BenchmarkedStore.Request(name), cancellationToken);
        using var counted = new CountedHits();
        var draw = new ZipfDraw(Tasks, Exponent, new Random(1));
        var drawn = Enumerable.Range(0, requests).Select(_ => names[draw.Next()]).ToArray();
        await Parallel.ForEachAsync(
            drawn,
            new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = cancellationToken },
            async (name, cancelled) => await silos.Client.PredictAsync(BenchmarkedStore.Request(name), cancelled));
        return
        [
            new("Zipf's law, three silos: requests", counted.Requests, "requests"),
            new("Zipf's law, three silos: task in memory", 100.0 * counted.Hits / counted.Requests, "%", Goal.AtLeast(WantedPercent)),
        ];
    }
}
#endif
