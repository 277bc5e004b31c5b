using System.Net;
using System.Text.Json;

namespace TaskGrid.Client.Http;

/// <summary>Turns what went wrong into what the caller gets to see: the server's own error where it sent one.</summary>
internal sealed class FailureReader(TaskGridClientOptions options)
{
    private const string Problem = "application/problem+json";

    // A problem document of honest size; what is longer is not read.
    private const int MaxProblemBytes = 1 << 20;

    /// <summary>Reads an answer that is no success.</summary>
    public async Task<ApiFailure> ReadAsync(
        ApiCall call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = response.StatusCode;
        var problem = await ProblemAsync(response, cancellationToken).ConfigureAwait(false);
        var retryAfter = RetryAfter(response);
        return new ApiFailure(problem is null ? Foreign(call, status) : Error(problem, retryAfter))
        {
            IsTransient = status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
                or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
            RetryAfter = retryAfter,
        };
    }

    /// <summary>Tells why there was no whole answer.</summary>
    /// <param name="call">The call.</param>
    /// <param name="exception">What was thrown.</param>
    /// <param name="limit">The time-out that held.</param>
    public ApiFailure Of(ApiCall call, Exception exception, TimeSpan limit)
    {
        var unsent = exception is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError,
        };
        var what = exception switch
        {
            OperationCanceledException => $"did not answer {call.Name} within {limit.TotalSeconds:0.###} s. Try again, or "
                + "raise the client's time-out.",
            JsonException => $"answered {call.Name} with something that is not of its API. Check that the endpoint is a "
                + "TaskGrid server of this version.",
            _ when unsent => $"cannot be reached for {call.Name}. Check the endpoint, and that the server runs.",
            _ => $"closed the connection during {call.Name}. Try again.",
        };
        return new ApiFailure(Unavailable(what, exception))
        {
            IsTransient = exception is not JsonException,
            WasNeverSent = unsent,
        };
    }

    private TaskGridException Foreign(ApiCall call, HttpStatusCode status)
    {
        var todo = status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "Check the key.",
            HttpStatusCode.NotFound => "Check that the endpoint is a TaskGrid server.",
            >= HttpStatusCode.InternalServerError => "Look at the server and at what stands before it, then try again.",
            _ => "Check the endpoint and what stands between it and this machine.",
        };
        return Unavailable($"answered {call.Name} with status {(int)status} and no error document. {todo}", null);
    }

    private TaskGridException Unavailable(string what, Exception? cause) =>
        new(ErrorCodes.ServerUnavailable, $"The server at {options.Endpoint} {what}", innerException: cause);

    private TaskGridException Error(ProblemDocument problem, TimeSpan? retryAfter) => new(
        problem.Code!,
        WithoutKey(problem.Detail ?? problem.Title ?? "The server gave no reason."),
        [.. (problem.Errors ?? []).Select(WithoutKey)])
    {
        RetryAfter = retryAfter,
    };

    // A server should not repeat the key; if it does, it goes no further.
    private string WithoutKey(string text) =>
        options.Key is { } key ? text.Replace(key, "(key)", StringComparison.Ordinal) : text;

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - options.TimeProvider.GetUtcNow(),
        _ => null,
    };

    private static async Task<ProblemDocument?> ProblemAsync(
        HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType != Problem) return null;
        try
        {
            await response.Content.LoadIntoBufferAsync(MaxProblemBytes, cancellationToken).ConfigureAwait(false);
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            var problem = await JsonSerializer.DeserializeAsync(
                body, ClientJson.Default.ProblemDocument, cancellationToken).ConfigureAwait(false);
            return problem?.Code is null ? null : problem;
        }
        catch (Exception exception) when (exception is JsonException or HttpRequestException or IOException)
        {
            return null;
        }
    }
}
