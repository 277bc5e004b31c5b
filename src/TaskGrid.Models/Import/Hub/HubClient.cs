using System.Net;
using System.Net.Http.Headers;

namespace TaskGrid.Models;

/// <summary>
/// Sends requests to a hub and follows its redirections. They are followed here because the hub states hash, size and
/// commit in the answers in between, and because its token must not go to other hosts.
/// </summary>
internal sealed class HubClient : IDisposable
{
    private const int MostHops = 10;
    private readonly HubOptions _options;
    private readonly HttpClient _http;

    public HubClient(HubOptions options)
    {
        _options = options;
        // Lengths, ranges and hashes are those of the plain file: no decompression. A proxy cannot reach this host.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !options.Endpoint.IsLoopback };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("taskgrid", null));
    }

    /// <summary>Asks for a file; the body has not been read when this returns.</summary>
    /// <param name="method">GET, or HEAD to learn whether it is there.</param>
    /// <param name="address">Its address at the endpoint.</param>
    /// <param name="from">The first byte that is wanted.</param>
    /// <param name="idle">Ends the wait.</param>
    /// <exception cref="HubTransientException">The network failed, or the server is busy.</exception>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DownloadFailed"/>: a redirection leads nowhere.
    /// </exception>
    public async Task<HubResponse> SendAsync(HttpMethod method, Uri address, long from, IdleTimer idle)
    {
        var hops = new List<HttpResponseMessage>();
        try
        {
            while (true)
            {
                using var request = Request(method, address, from);
                var message = await idle.GuardAsync(
                    _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, idle.Token));
                hops.Add(message);
                var response = new HubResponse(message, hops);
                ThrowIfBusy(message);
                var isFound = method == HttpMethod.Head && response.StatedBytes is not null;
                if (!IsRedirection(message.StatusCode) || isFound) return response;
                address = Next(address, message, hops.Count);
            }
        }
        catch
        {
            hops.ForEach(hop => hop.Dispose());
            throw;
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(HttpMethod method, Uri address, long from)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        if (from > 0) request.Headers.Range = new RangeHeaderValue(from, null);
        if (_options.Token is { } token && IsEndpoint(address))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    private bool IsEndpoint(Uri address) =>
        address.Scheme == _options.Endpoint.Scheme && address.Authority == _options.Endpoint.Authority;

    private static bool IsRedirection(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently
        or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect
        or HttpStatusCode.PermanentRedirect;

    // Messages leave out query strings: those of storage services hold signatures.
    private static Uri Next(Uri address, HttpResponseMessage message, int hops)
    {
        var next = message.Headers.Location is { } location ? new Uri(address, location) : null;
        var isSafe = next is { Scheme: "https" } || (next is { Scheme: "http" } && address.Scheme == "http");
        if (isSafe && hops < MostHops) return next!;
        throw new TaskGridException(
            ErrorCodes.DownloadFailed,
            $"{address.GetLeftPart(UriPartial.Path)} redirects "
            + (isSafe ? $"more than {MostHops} times" : $"to '{next?.GetLeftPart(UriPartial.Path)}', which is not safe")
            + ". Check HF_ENDPOINT, or import from a folder.");
    }

    private static void ThrowIfBusy(HttpResponseMessage message)
    {
        var isBusy = message.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
            or >= HttpStatusCode.InternalServerError;
        if (!isBusy) return;
        throw new HubTransientException(
            $"the server answers {(int)message.StatusCode} ({message.ReasonPhrase})", null,
            message.Headers.RetryAfter?.Delta);
    }
}
