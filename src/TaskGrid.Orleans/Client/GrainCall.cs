namespace TaskGrid.Orleans;

/// <summary>Calls of grains whose silos may go away meanwhile. Every call may happen twice: reads, and changes with an
/// idempotency key.</summary>
/// <param name="time">The clock.</param>
/// <param name="gateways">Of a client outside the cluster, whose calls can be lost with a gateway.</param>
internal sealed class GrainCall(TimeProvider time, CallLosses? gateways)
{
    // A silo that is killed is noticed, and its grains are elsewhere, within this time.
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>For a call that begins now: cancelled when it may be lost with a gateway.</summary>
    public CancellationToken LostWithGateway => gateways?.Token ?? CancellationToken.None;

    /// <summary>The caller's idempotency key, or a new one for all attempts of one call.</summary>
    public static string KeyOf(string? given) => given ?? Guid.NewGuid().ToString("N");

    /// <summary>Makes a call; it is repeated when its outcome is unknown.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <param name="patience">How long a client outside waits for one attempt; by default as long as the call may take.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.ServerUnavailable"/>: the cluster does not answer; and
    /// what the call throws.</exception>
    public async Task<T> RepeatAsync<T>(
        Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        long? firstFailure = null;
        for (var pause = TimeSpan.FromMilliseconds(50); ; pause = pause < LongestPause ? 2 * pause : LongestPause)
        {
            try
            {
                return gateways is null
                    ? await call(cancellationToken)
                    : await gateways.AwaitAsync(call, patience ?? Timeout.InfiniteTimeSpan, cancellationToken);
            }
            catch (Exception exception) when (Transient.Is(exception))
            {
                cancellationToken.ThrowIfCancellationRequested();
                firstFailure ??= time.GetTimestamp();
                if (time.GetElapsedTime(firstFailure.Value) > GiveUpAfter)
                    throw exception as TaskGridException ?? new TaskGridException(
                        ErrorCodes.ServerUnavailable,
                        "The cluster did not answer; what was asked for may have happened. Look, and try again.",
                        null,
                        exception);
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    /// <summary>As <see cref="RepeatAsync{T}"/>.</summary>
    public Task RepeatAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken) =>
        RepeatAsync(
            async token =>
            {
                await call(token);
                return true;
            },
            cancellationToken);
}
