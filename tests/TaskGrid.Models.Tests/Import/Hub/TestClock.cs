namespace TaskGrid.Models.Tests;

/// <summary>
/// A clock that stands still. Waits shorter than <see cref="LongestWait"/> (those between attempts) pass at once;
/// longer ones (silence on the network) pass when a test says so.
/// </summary>
internal sealed class TestClock : TimeProvider
{
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(31);

    private readonly List<TestTimer> _timers = [];

    /// <summary>The waits that have passed at once, in their order.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public override DateTimeOffset GetUtcNow() => new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(this, () => callback(state));
        lock (_timers) _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets the long waits pass.</summary>
    public void PassSilence()
    {
        TestTimer[] timers;
        lock (_timers) timers = [.. _timers];
        foreach (var timer in timers) timer.Fire();
    }

    private sealed class TestTimer(TestClock clock, Action callback) : ITimer
    {
        private bool _isSet;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _isSet = dueTime >= LongestWait;
            if (_isSet || dueTime < TimeSpan.Zero) return true;
            lock (clock._timers) clock.Waits.Add(dueTime);
            // Not on this stack: whoever makes a timer does not expect it to fire before it has it.
            ThreadPool.QueueUserWorkItem(_ => callback());
            return true;
        }

        public void Fire()
        {
            if (_isSet) callback();
        }

        public void Dispose() => _isSet = false;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
