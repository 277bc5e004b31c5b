namespace TaskGrid.Orleans;

#pragma warning disable CA1001 // Its source, whose timer never ends before a loss, has no handle that was to be disposed of.

/// <summary>
/// Tells calls that a gateway or silo which they may have gone to is no more. Orleans does not say which calls it took along, and lets those
/// wait for their time; so all that are not answered soon after are given up, to be made again.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class CallLosses(TimeProvider time)
{
    // For those that went elsewhere.
    private static readonly TimeSpan SoonAfter = TimeSpan.FromSeconds(0.5);

    private CancellationTokenSource _next = new(Timeout.InfiniteTimeSpan, time);

    /// <summary>For a call that begins now: cancelled when an answer is not to be waited for any longer.</summary>
    public CancellationToken Token => Volatile.Read(ref _next).Token;

    /// <summary>Something is gone.</summary>
    public void Tell() => Interlocked.Exchange(ref _next, new(Timeout.InfiniteTimeSpan, time)).CancelAfter(SoonAfter);

    /// <summary>Makes a call, and waits as long as it may have an answer.</summary>
    /// <param name="call">The call; its token ends it where it is computed, if that still is there.</param>
    /// <param name="patience">The longest wait.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.ServerUnavailable"/>: it may be lost.</exception>
    /// <exception cref="TimeoutException">It took longer.</exception>
    public async Task<T> AwaitAsync<T>(Func<CancellationToken, Task<T>> call, TimeSpan patience, CancellationToken cancellationToken)
    {
        var lost = Token;
        using var until = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lost);

        // Not linked to it: it might be gone before the call has heard.
        using var given = new CancellationTokenSource();
        try
        {
            return await call(given.Token).WaitAsync(patience, time, until.Token);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            await given.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            if (!lost.IsCancellationRequested) throw;
            throw new TaskGridException(
                ErrorCodes.ServerUnavailable, "A server went away, and perhaps the answer with it. Try again.", null, exception);
        }
    }
}
