namespace TaskGrid.Orleans;

/// <summary>Calls of grains whose silos may go away meanwhile. Every call may happen twice: reads, and changes with an
/// idempotency key.</summary>
internal sealed class GrainCall(TimeProvider time)
{
    // A silo that is killed is noticed, and its grains are elsewhere, within this time.
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>The caller's idempotency key, or a new one for all attempts of one call.</summary>
    public static string KeyOf(string? given) => given ?? Guid.NewGuid().ToString("N");

    /// <summary>Makes a call; it is repeated when its outcome is unknown.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.ServerUnavailable"/>: the cluster does not answer; and
    /// what the call throws.</exception>
    public async Task<T> RepeatAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        for (var pause = TimeSpan.FromMilliseconds(50); ; pause = pause < LongestPause ? 2 * pause : LongestPause)
        {
            try
            {
                return await call();
            }
            catch (Exception exception) when (Transient.Is(exception))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (time.GetElapsedTime(start) > GiveUpAfter)
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
    public Task RepeatAsync(Func<Task> call, CancellationToken cancellationToken) =>
        RepeatAsync(
            async () =>
            {
                await call();
                return true;
            },
            cancellationToken);
}
