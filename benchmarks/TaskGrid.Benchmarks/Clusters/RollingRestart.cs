#if TASKGRID_FULL
using System.Diagnostics;
using TaskGrid.Benchmarks.Output;

namespace TaskGrid.Benchmarks.Clusters;

/// <summary>Servers that restart in turn while callers ask without a pause.</summary>
internal static class RollingRestart
{
    private const int Callers = 4;
    private const int AnswersBetween = 100;

    /// <summary>Restarts each of three once.</summary>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkedStore store, CancellationToken cancellationToken)
    {
        await using var servers = await SiloServers.StartAsync(store, 3, isPinned: false, cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        long answered = 0, failed = 0;
        var slowest = new double[Callers];
        await servers.Grid.PredictAsync(BenchmarkedStore.Request(), cancellationToken);
        var load = Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => AskAsync(caller), CancellationToken.None)));
        for (var silo = 0; silo < servers.Count; silo++)
        {
            await servers.RestartAsync(silo, cancellationToken);
            var before = Interlocked.Read(ref answered);
            while (Interlocked.Read(ref answered) < before + AnswersBetween) await Task.Delay(20, cancellationToken);
        }

        await stop.CancelAsync();
        await load;
        return
        [
            new("rolling restart of three servers: answers", answered, "requests"),
            new("rolling restart of three servers: failed requests", failed, "requests", Goal.AtMost(0)),
            new("rolling restart of three servers: slowest answer", 1e3 * slowest.Max(), "ms"),
        ];

        async Task AskAsync(int caller)
        {
            while (!stop.IsCancellationRequested)
            {
                var start = Stopwatch.GetTimestamp();
                try
                {
                    await servers.Grid.PredictAsync(BenchmarkedStore.Request(), CancellationToken.None);
                    Interlocked.Increment(ref answered);
                }
                catch (Exception)
                {
                    Interlocked.Increment(ref failed);
                }

                slowest[caller] = Math.Max(slowest[caller], Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
        }
    }
}
#endif
