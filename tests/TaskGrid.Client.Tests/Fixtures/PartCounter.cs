namespace TaskGrid.Client.Tests.Fixtures;

/// <summary>Counts the parts that are sent, and breaks the connection at one of them.</summary>
internal sealed class PartCounter() : DelegatingHandler(new SocketsHttpHandler())
{
    public int Sent { get; set; }

    /// <summary>The part that breaks, from 1; null: none.</summary>
    public int? BreakAt { get; set; }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.AbsolutePath.EndsWith("/parts", StringComparison.Ordinal) && ++Sent == BreakAt)
            throw new HttpRequestException("The connection broke.");
        return base.SendAsync(request, cancellationToken);
    }
}
