using System.Diagnostics;
using TaskGrid.Serving.Batching;

namespace TaskGrid.Node;

/// <summary>
/// So many pieces of work at a time; the others wait, and tenants take turns. What would wait for too long, or behind too many, is refused,
/// except for a tenant that waits for less than its share.
/// </summary>
/// <param name="most">Pieces of work at a time.</param>
/// <param name="waits">What is told of those that wait, behind their number.</param>
/// <param name="mostWaiting">Pieces that wait at most.</param>
internal sealed class WorkQueue(int most, string waits, int mostWaiting = int.MaxValue)
{
    // How much the last piece counts in the time that is expected of the next ones.
    private const double Newest = 0.2;

    private static readonly TimeSpan LeastRetryAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, TenantWork> _tenants = new(StringComparer.Ordinal);
    private readonly FairTurns<TenantWork> _turns = new();
    private double _seconds = 0.05; // until some have shown it
    private int _running;
    private int _waiting;

    /// <summary>Pieces of work that wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock) return _waiting;
        }
    }

    /// <summary>Does a piece of work when its turn comes.</summary>
    /// <param name="tenant">Whose it is.</param>
    /// <param name="maxWait">How long one may be expected to wait.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Takes it out while it waits.</param>
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
        TenantWork? own;
        LinkedListNode<TaskCompletionSource> turn;
        lock (_lock)
        {
            if (_running < most)
            {
                _running++;
                return;
            }

            if (!_tenants.TryGetValue(tenant, out own))
            {
                _tenants[tenant] = own = new TenantWork { Tenant = tenant };
                _turns.Add(own);
            }
            else if (!Admits(own, maxWait))
            {
                throw Busy();
            }

            turn = own.Turns.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            Count(own, 1);
        }

        using var registration = cancellationToken.UnsafeRegister((_, token) => Cancel(own, turn, token), null);
        await turn.Value.Task;
    }

    private bool Admits(TenantWork own, TimeSpan maxWait)
    {
        var admitted = Math.Min(mostWaiting, Math.Max(most, maxWait.TotalSeconds * most / _seconds));
        return _waiting < admitted || own.WaitingTokens < admitted / _turns.Waiting;
    }

    private void Cancel(TenantWork own, LinkedListNode<TaskCompletionSource> turn, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!turn.Value.TrySetCanceled(cancellationToken)) return;
            own.Turns.Remove(turn);
            Count(own, -1);
        }
    }

    private void Leave(TimeSpan elapsed)
    {
        lock (_lock)
        {
            _seconds += Newest * (elapsed.TotalSeconds - _seconds);
            while (_turns.TryPeek(out var next))
            {
                if (next.Turns.First is { } turn)
                {
                    // The next one takes the place.
                    next.Turns.Remove(turn);
                    _turns.Serve(1);
                    _waiting--;
                    turn.Value.SetResult();
                    return;
                }

                _turns.Drop();
                _tenants.Remove(next.Tenant);
            }

            _running--;
        }
    }

    private void Count(TenantWork own, int more)
    {
        _turns.Count(own, more);
        _waiting += more;
    }

    private TaskGridException Busy()
    {
        var wait = TimeSpan.FromSeconds(Math.Ceiling(_waiting * _seconds / most));
        if (wait < LeastRetryAfter) wait = LeastRetryAfter;
        return new TaskGridException(
            ErrorCodes.ServerBusy,
            FormattableString.Invariant(
                $"{_waiting:N0} {waits} already. Try again in {wait.TotalSeconds:0} s."))
        {
            RetryAfter = wait,
        };
    }
}
