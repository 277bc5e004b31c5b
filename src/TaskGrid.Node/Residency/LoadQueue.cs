using System.Diagnostics;
using TaskGrid.Serving.Batching;

namespace TaskGrid.Node;

/// <summary>
/// So many loads at a time; the others wait, and tenants take turns. What would wait for too long is refused, except for a tenant that
/// waits for less than its share.
/// </summary>
/// <param name="most">Loads at a time.</param>
internal sealed class LoadQueue(int most)
{
    // How much the last load counts in the time that is expected of the next ones.
    private const double Newest = 0.2;

    private static readonly TimeSpan LeastRetryAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, TenantLoads> _tenants = new(StringComparer.Ordinal);
    private readonly FairTurns<TenantLoads> _turns = new();
    private double _seconds = 0.05; // until loads have shown it
    private int _running;
    private int _waiting;

    /// <summary>Loads that wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock) return _waiting;
        }
    }

    /// <summary>Does the work of a load when its turn comes.</summary>
    /// <param name="tenant">Whose load it is.</param>
    /// <param name="maxWait">How long loads may be expected to wait.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Takes the load out while it waits.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.ServerBusy"/>.</exception>
    public async Task<T> RunAsync<T>(string tenant, TimeSpan maxWait, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await EnterAsync(tenant, maxWait, cancellationToken);
        var start = Stopwatch.GetTimestamp();
        try
        {
            return await work();
        }
        finally
        {
            Leave(Stopwatch.GetElapsedTime(start));
        }
    }

    private async Task EnterAsync(string tenant, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        TenantLoads? loads;
        LinkedListNode<TaskCompletionSource> turn;
        lock (_lock)
        {
            if (_running < most)
            {
                _running++;
                return;
            }

            if (!_tenants.TryGetValue(tenant, out loads))
            {
                _tenants[tenant] = loads = new TenantLoads { Tenant = tenant };
                _turns.Add(loads);
            }
            else if (!Admits(loads, maxWait))
            {
                throw Busy();
            }

            turn = loads.Turns.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            Count(loads, 1);
        }

        using var registration = cancellationToken.UnsafeRegister((_, token) => Cancel(loads, turn, token), null);
        await turn.Value.Task;
    }

    private bool Admits(TenantLoads loads, TimeSpan maxWait)
    {
        var mostWaiting = Math.Max(most, maxWait.TotalSeconds * most / _seconds);
        return _waiting < mostWaiting || loads.WaitingTokens < mostWaiting / _turns.Waiting;
    }

    private void Cancel(TenantLoads loads, LinkedListNode<TaskCompletionSource> turn, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!turn.Value.TrySetCanceled(cancellationToken)) return;
            loads.Turns.Remove(turn);
            Count(loads, -1);
        }
    }

    private void Leave(TimeSpan elapsed)
    {
        lock (_lock)
        {
            _seconds += Newest * (elapsed.TotalSeconds - _seconds);
            while (_turns.TryPeek(out var loads))
            {
                if (loads.Turns.First is { } turn)
                {
                    // The next one takes the place.
                    loads.Turns.Remove(turn);
                    _turns.Serve(1);
                    _waiting--;
                    turn.Value.SetResult();
                    return;
                }

                _turns.Drop();
                _tenants.Remove(loads.Tenant);
            }

            _running--;
        }
    }

    private void Count(TenantLoads loads, int more)
    {
        _turns.Count(loads, more);
        _waiting += more;
    }

    private TaskGridException Busy()
    {
        var wait = TimeSpan.FromSeconds(Math.Ceiling(_waiting * _seconds / most));
        if (wait < LeastRetryAfter) wait = LeastRetryAfter;
        return new TaskGridException(
            ErrorCodes.ServerBusy,
            FormattableString.Invariant(
                $"{_waiting:N0} versions wait to be loaded already. Try again in {wait.TotalSeconds:0} s."))
        {
            RetryAfter = wait,
        };
    }
}
