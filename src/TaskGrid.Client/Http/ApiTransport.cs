using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TaskGrid.Client.Http;

/// <summary>Sends one request and reads its answer. Every failure but the caller's own cancellation comes back as an
/// <see cref="ApiFailure"/>.</summary>
internal sealed class ApiTransport(HttpClient http, TaskGridClientOptions options)
{
    private static readonly ProductInfoHeaderValue Agent = new(
        "TaskGrid.Client", typeof(ApiTransport).Assembly.GetName().Version?.ToString(3));

    private readonly FailureReader _failures = new(options);
    private readonly Uri _root = new(options.Endpoint.AbsoluteUri.TrimEnd('/') + "/");

    /// <summary>Reads the whole answer as JSON.</summary>
    public Task<ApiAttempt<T>> ReadAsync<T>(ApiCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(
            call,
            async (response, token) =>
            {
                using (response)
                {
                    await using var body = await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
                    return await JsonSerializer.DeserializeAsync(body, type, token).ConfigureAwait(false)
                        ?? throw new JsonException("The answer is null.");
                }
            },
            cancellationToken);

    /// <summary>Reads no answer.</summary>
    public Task<ApiAttempt<bool>> DoAsync(ApiCall call, CancellationToken cancellationToken) =>
        SendAsync(
            call,
            (response, _) =>
            {
                response.Dispose();
                return Task.FromResult(true);
            },
            cancellationToken);

    /// <summary>Gives the answer as it comes. Disposing the stream closes the response.</summary>
    public Task<ApiAttempt<Stream>> OpenAsync(ApiCall call, CancellationToken cancellationToken) =>
        SendAsync(
            call,
            (response, token) =>
            {
                var type = response.Content.Headers.ContentType?.MediaType;
                return call.Accept == "*/*" || type == call.Accept
                    ? response.Content.ReadAsStreamAsync(token)
                    : throw new JsonException($"The answer is '{type}' and not '{call.Accept}'.");
            },
            cancellationToken);

    private async Task<ApiAttempt<T>> SendAsync<T>(
        ApiCall call,
        Func<HttpResponseMessage, CancellationToken, Task<T>> receive,
        CancellationToken cancellationToken)
    {
        var limit = call.IsLong ? options.LongAttemptTimeout : options.AttemptTimeout;
        using var timeout = new CancellationTokenSource(limit, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        HttpResponseMessage? response = null;
        try
        {
            using var request = Request(call);
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token)
                .ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
                return new(await receive(response, either.Token).ConfigureAwait(false), null);
            var failure = await _failures.ReadAsync(call, response, either.Token).ConfigureAwait(false);
            response.Dispose();
            return new(default!, failure);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException
            or OperationCanceledException)
        {
            response?.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            return new(default!, _failures.Of(call, exception, limit));
        }
    }

    private HttpRequestMessage Request(ApiCall call)
    {
        var request = new HttpRequestMessage(call.Method, new Uri(_root, call.Path.ToString()));
        request.Content = call.Content?.Invoke();
        request.Headers.UserAgent.Add(Agent);
        request.Headers.Accept.ParseAdd(call.Accept);
        if (options.Key is { } key) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (call.IdempotencyKey is { } once) request.Headers.TryAddWithoutValidation("Idempotency-Key", once);
        if (call.LastEventId is { } last) request.Headers.Add("Last-Event-ID", $"{last}");
        // A refusal (no right, too large) then comes before the body is sent, and is not lost in a closed connection.
        if (call.IsLong && request.Content is not null) request.Headers.ExpectContinue = true;
        return request;
    }
}
