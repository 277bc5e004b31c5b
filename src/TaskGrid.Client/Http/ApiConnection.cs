using System.Text.Json.Serialization.Metadata;

namespace TaskGrid.Client.Http;

/// <summary>Makes calls and tries them again where that is safe.</summary>
internal sealed class ApiConnection(ApiTransport transport, TaskGridClientOptions options)
{
    private readonly RetrySchedule _schedule = new(options);

    /// <summary>A call with a JSON answer.</summary>
    public Task<T> ReadAsync<T>(ApiCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        RunAsync(call, (each, token) => transport.ReadAsync(each, type, token), cancellationToken);

    /// <summary>A call whose answer says nothing but that it is done.</summary>
    public Task DoAsync(ApiCall call, CancellationToken cancellationToken) =>
        RunAsync(call, transport.DoAsync, cancellationToken);

    /// <summary>A call whose answer is read as it comes.</summary>
    public Task<Stream> OpenAsync(ApiCall call, CancellationToken cancellationToken) =>
        RunAsync(call, transport.OpenAsync, cancellationToken);

    /// <summary>A call with a JSON answer, tried once.</summary>
    public Task<ApiAttempt<T>> TryReadAsync<T>(
        ApiCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        transport.ReadAsync(call, type, cancellationToken);

    /// <summary>A call whose answer is read as it comes, tried once.</summary>
    public Task<ApiAttempt<Stream>> TryOpenAsync(ApiCall call, CancellationToken cancellationToken) =>
        transport.OpenAsync(call, cancellationToken);

    /// <summary>Waits before a retry.</summary>
    /// <param name="retry">0 for the first.</param>
    /// <param name="retryAfter">What the server asked for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task PauseAsync(int retry, TimeSpan? retryAfter, CancellationToken cancellationToken) =>
        Task.Delay(_schedule.Delay(retry, retryAfter), options.TimeProvider, cancellationToken);

    private async Task<T> RunAsync<T>(
        ApiCall call,
        Func<ApiCall, CancellationToken, Task<ApiAttempt<T>>> attempt,
        CancellationToken cancellationToken)
    {
        for (var retry = 0; ; retry++)
        {
            var (value, failure) = await attempt(call, cancellationToken).ConfigureAwait(false);
            if (failure is null) return value;
            if (!_schedule.Allows(call, failure, retry)) throw failure.Error;
            await PauseAsync(retry, failure.RetryAfter, cancellationToken).ConfigureAwait(false);
        }
    }
}
