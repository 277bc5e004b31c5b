namespace TaskGrid.Models;

/// <summary>Cancels an operation on the network after too long a silence.</summary>
internal sealed class IdleTimer : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationToken _outer;
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenSource _either;

    public IdleTimer(TimeSpan limit, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        _limit = limit;
        _outer = cancellationToken;
        _silence = new CancellationTokenSource(limit, timeProvider);
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _silence.Token);
    }

    /// <summary>Is cancelled by the caller, or by the silence.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Something came: the silence begins anew.</summary>
    public void Restart() => _silence.CancelAfter(_limit);

    /// <summary>Waits for the network; its failures and the silence come out as
    /// <see cref="HubTransientException"/>, a cancellation by the caller as itself.</summary>
    public async Task<T> GuardAsync<T>(Task<T> operation)
    {
        try
        {
            return await operation;
        }
        catch (OperationCanceledException exception) when (!_outer.IsCancellationRequested)
        {
            throw new HubTransientException($"nothing came for {_limit.TotalSeconds:0} seconds", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new HubTransientException(
                $"the connection failed ({(exception.InnerException ?? exception).Message.TrimEnd('.')})", exception);
        }
    }

    public void Dispose()
    {
        _either.Dispose();
        _silence.Dispose();
    }
}
