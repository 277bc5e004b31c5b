namespace TaskGrid.Orleans;

/// <summary>Calls of grains whose silos may go away meanwhile.</summary>
internal sealed class GrainCall(TimeProvider time)
{
    // A silo that is killed is noticed, and its grains are elsewhere, within this time.
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Makes a call that may happen twice: it is repeated when its outcome is unknown.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.ServerUnavailable"/>: the cluster does not answer; and
    /// what the call throws.</exception>
    public Task<T> RepeatAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken) =>
        CallAsync(call, Transient.Is, cancellationToken);

    /// <summary>Makes a call that may happen once: it is repeated only when it was not delivered.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.ServerUnavailable"/>: it may have happened or not; and what
    /// the call throws.</exception>
    public Task<T> OnceAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken) =>
        CallAsync(
            call,
            exception => exception is OrleansMessageRejectionException and not SiloUnavailableException,
            cancellationToken);

    /// <summary>As <see cref="OnceAsync{T}"/>.</summary>
    public Task OnceAsync(Func<Task> call, CancellationToken cancellationToken) =>
        OnceAsync(
            async () =>
            {
                await call();
                return true;
            },
            cancellationToken);

    private async Task<T> CallAsync<T>(
        Func<Task<T>> call, Func<Exception, bool> mayRepeat, CancellationToken cancellationToken)
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
                if (!mayRepeat(exception) || time.GetElapsedTime(start) > GiveUpAfter)
                    throw exception as TaskGridException ?? new TaskGridException(
                        ErrorCodes.ServerUnavailable,
                        "The cluster did not answer; what was asked for may have happened. Look, and try again.",
                        null,
                        exception);
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }
}
