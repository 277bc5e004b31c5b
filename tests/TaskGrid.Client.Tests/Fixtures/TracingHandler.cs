namespace TaskGrid.Client.Tests.Fixtures;

/// <summary>Adds a header, as callers' handlers do.</summary>
internal sealed class TracingHandler() : DelegatingHandler(new SocketsHttpHandler())
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("X-Trace", "yes");
        return base.SendAsync(request, cancellationToken);
    }
}
