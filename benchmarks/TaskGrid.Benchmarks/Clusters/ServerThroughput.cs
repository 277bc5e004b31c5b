#if TASKGRID_FULL
using TaskGrid.Benchmarks.Load;
using TaskGrid.Benchmarks.Output;

namespace TaskGrid.Benchmarks.Clusters;

/// <summary>Answers a second of three servers over those of one, each on a processor of its own.</summary>
internal static class ServerThroughput
{
    private const int Servers = 3;
    private const int Clients = 48;
    private const int Tasks = 30;

    /// <summary>Why it cannot be measured here; null when it can.</summary>
    public static string? Missing { get; } = Environment.ProcessorCount > Servers
        ? null
        : $"Throughput of {Servers} servers against one was not measured: this machine has {Environment.ProcessorCount} processors, "
            + "and each server wants one of its own beside those of the clients.";

    /// <summary>Measures over HTTP, with the same clients for one and for three.</summary>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(
        BenchmarkedStore store, TimeSpan duration, CancellationToken cancellationToken)
    {
        var tasks = await store.PublishAsync(Tasks, cancellationToken);
        var one = await AnswersAsync(1);
        var several = await AnswersAsync(Servers);
        return
        [
            new("one server: answers", one, "1/s"),
            new($"{Servers} servers: answers", several, "1/s"),
            new($"{Servers} servers over one", several / one, "x"),
        ];

        async Task<double> AnswersAsync(int count)
        {
            await using var servers = await SiloServers.StartAsync(store, count, isPinned: true, cancellationToken);
            var clients = servers.Urls.Select(url => new LoadClients(url, Clients / count, tasks)).ToArray();
            foreach (var each in clients) await each.VisitAsync(cancellationToken);
            await Task.WhenAll(clients.Select(each => each.RunAsync(duration / 4, cancellationToken)));
            var phase = LoadPhase.Join(await Task.WhenAll(clients.Select(each => each.RunAsync(duration, cancellationToken))));
            foreach (var each in clients) each.Dispose();
            if (phase.Errors > 0) throw new InvalidOperationException($"{phase.Errors} requests were not answered.");
            return phase.Milliseconds.Count * count / phase.Seconds; // the seconds of all add up
        }
    }
}
#endif
