#if TASKGRID_FULL
using TaskGrid.Benchmarks.Output;
using TaskGrid.Client;

namespace TaskGrid.Benchmarks.Clusters;

/// <summary>Callers that ask servers without a pause: some by a client of Orleans, some over HTTP.</summary>
internal sealed class CallersOfBothKinds : IDisposable
{
    private readonly HttpClient _http;
    private readonly TaskGridClient _client;
    private readonly CancellationTokenSource _stop;
    private readonly SteadyCallers[] _all;

    private CallersOfBothKinds(SiloServers servers, CancellationToken cancellationToken)
    {
        _http = new HttpClient(new ServersInTurn(servers.Urls)) { Timeout = Timeout.InfiniteTimeSpan };
        _client = new TaskGridClient(_http, new TaskGridClientOptions { Endpoint = servers.Urls[0] });
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _all =
        [
            new("client of Orleans", servers.Grid, _stop.Token),
            new("TaskGridClient over HTTP", _client, _stop.Token),
        ];
    }

    /// <summary>Starts them, once the task that they ask for is in memory.</summary>
    public static async Task<CallersOfBothKinds> StartAsync(SiloServers servers, CancellationToken cancellationToken)
    {
        await servers.Grid.PredictAsync(BenchmarkedStore.Request(), cancellationToken);
        return new CallersOfBothKinds(servers, cancellationToken);
    }

    /// <summary>Waits until those of each kind have had some answers more.</summary>
    public async Task AnsweredAsync(int more, CancellationToken cancellationToken)
    {
        long[] before = [.. _all.Select(callers => callers.Answered)];
        while (_all.Where((callers, at) => callers.Answered < before[at] + more).Any()) await Task.Delay(20, cancellationToken);
    }

    /// <summary>Stops them, and waits for calls that they have made.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_all.Select(callers => callers.StoppedAsync()));
    }

    /// <summary>What they met.</summary>
    /// <param name="event">What happened meanwhile.</param>
    public IEnumerable<Figure> Figures(string @event) => _all.SelectMany(callers => callers.Figures(@event));

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        _client.Dispose();
        _http.Dispose();
    }
}
#endif
