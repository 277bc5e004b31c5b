namespace TaskGrid.Client.Http;

/// <summary>How long to wait before a retry: doubling, half of it at random, so that callers that failed together do
/// not
/// come back together.</summary>
internal sealed class RetrySchedule(TaskGridClientOptions options)
{
    /// <summary>The pause before a retry.</summary>
    /// <param name="retry">0 for the first.</param>
    /// <param name="retryAfter">What the server asked for: never less than that.</param>
    public TimeSpan Delay(int retry, TimeSpan? retryAfter)
    {
        var full = Math.Min(
            options.RetryDelay.TotalMilliseconds * Math.Pow(2, retry), options.MaxRetryDelay.TotalMilliseconds);
        var pause = TimeSpan.FromMilliseconds(full * (0.5 + (0.5 * options.Random.NextDouble())));
        return retryAfter > pause ? retryAfter.Value : pause;
    }

    /// <summary>Whether a failed attempt is followed by another.</summary>
    public bool Allows(ApiCall call, ApiFailure failure, int retry) =>
        failure.IsTransient
        && retry < options.MaxRetries
        && call.ContentRepeats
        && (call.IsRepeatable || call.IdempotencyKey is not null || failure.WasNeverSent)
        && !(failure.RetryAfter > options.MaxRetryAfter);
}
