#if TASKGRID_FULL
using TaskGrid.Benchmarks.Output;

namespace TaskGrid.Benchmarks.Clusters;

/// <summary>Servers that restart in turn while callers ask without a pause: some by a client of Orleans, some over HTTP.</summary>
internal static class RollingRestart
{
    private const int AnswersBetween = 100;

    /// <summary>Restarts each of three once.</summary>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkedStore store, CancellationToken cancellationToken)
    {
        await using var servers = await SiloServers.StartAsync(store, 3, isPinned: false, cancellationToken);
        using var callers = await CallersOfBothKinds.StartAsync(servers, cancellationToken);
        try
        {
            for (var silo = 0; silo < servers.Count; silo++)
            {
                await servers.RestartAsync(silo, cancellationToken);
                await callers.AnsweredAsync(AnswersBetween, cancellationToken);
            }
        }
        finally
        {
            await callers.StopAsync();
        }

        return [.. callers.Figures("rolling restart of three servers")];
    }
}
#endif
