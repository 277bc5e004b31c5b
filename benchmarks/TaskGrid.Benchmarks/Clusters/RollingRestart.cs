#if TASKGRID_FULL
using TaskGrid.Benchmarks.Output;
using TaskGrid.Client;

namespace TaskGrid.Benchmarks.Clusters;

/// <summary>Servers that restart in turn while callers ask without a pause: some by a client of Orleans, some over HTTP.</summary>
internal static class RollingRestart
{
    private const int AnswersBetween = 100;

    /// <summary>Restarts each of three once.</summary>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkedStore store, CancellationToken cancellationToken)
    {
        await using var servers = await SiloServers.StartAsync(store, 3, isPinned: false, cancellationToken);
        using var http = new HttpClient(new ServersInTurn(servers.Urls)) { Timeout = Timeout.InfiniteTimeSpan };
        using var client = new TaskGridClient(http, new TaskGridClientOptions { Endpoint = servers.Urls[0] });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await servers.Grid.PredictAsync(BenchmarkedStore.Request(), cancellationToken);
        SteadyCallers[] all =
        [
            new("client of Orleans", servers.Grid, stop.Token),
            new("TaskGridClient over HTTP", client, stop.Token),
        ];
        try
        {
            for (var silo = 0; silo < servers.Count; silo++)
            {
                await servers.RestartAsync(silo, cancellationToken);
                long[] before = [.. all.Select(callers => callers.Answered)];
                while (all.Where((callers, at) => callers.Answered < before[at] + AnswersBetween).Any())
                    await Task.Delay(20, cancellationToken);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(all.Select(callers => callers.StoppedAsync()));
        }

        return [.. all.SelectMany(callers => callers.Figures("rolling restart of three servers"))];
    }
}
#endif
