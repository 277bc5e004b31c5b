namespace TaskGrid.Models;

/// <summary>
/// Who may use a base's parameters now: any number of readers, or one who overwrites some of them for a moment.
/// </summary>
internal sealed class BaseTurns
{
    private readonly object _lock = new();
    private int _readers;
    private bool _alone;

    /// <summary>Whether somebody reads or overwrites.</summary>
    public bool IsTaken
    {
        get
        {
            lock (_lock) return _alone || _readers > 0;
        }
    }

    /// <summary>Begins reading; waits while somebody overwrites.</summary>
    /// <returns>Ends the reading.</returns>
    public IDisposable Share()
    {
        lock (_lock)
        {
            while (_alone) Monitor.Wait(_lock);
            _readers++;
        }

        return new Turn(this, alone: false);
    }

    /// <summary>Begins overwriting.</summary>
    /// <returns>Ends it; null: somebody reads or overwrites.</returns>
    public IDisposable? TryTakeAlone()
    {
        lock (_lock)
        {
            if (_alone || _readers > 0) return null;
            _alone = true;
        }

        return new Turn(this, alone: true);
    }

    private void End(bool alone)
    {
        lock (_lock)
        {
            if (alone) _alone = false;
            else _readers--;
            Monitor.PulseAll(_lock);
        }
    }

    private sealed class Turn(BaseTurns turns, bool alone) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0) turns.End(alone);
        }
    }
}
