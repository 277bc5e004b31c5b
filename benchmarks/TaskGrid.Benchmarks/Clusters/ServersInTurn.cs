#if TASKGRID_FULL
namespace TaskGrid.Benchmarks.Clusters;

/// <summary>Sends each try of a request to the next of some servers, whether that is there or not.</summary>
/// <param name="servers">Where they listen now.</param>
internal sealed class ServersInTurn(IReadOnlyList<Uri> servers) : DelegatingHandler(new SocketsHttpHandler())
{
    private uint _turn;

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var server = servers[(int)(Interlocked.Increment(ref _turn) % (uint)servers.Count)];
        request.RequestUri = new Uri(server, request.RequestUri!.PathAndQuery);
        return base.SendAsync(request, cancellationToken);
    }
}
#endif
