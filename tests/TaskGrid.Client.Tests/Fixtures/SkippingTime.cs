namespace TaskGrid.Client.Tests.Fixtures;

/// <summary>A clock on which pauses pass at once, and time-outs only when a test says so.</summary>
internal sealed class SkippingTime : TimeProvider
{
    /// <summary>Timers up to this are pauses; longer ones are time-outs.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly List<SkippingTimer> _pending = [];
    private readonly List<TimeSpan> _pauses = [];
    private DateTimeOffset _now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The pauses that were made.</summary>
    public TimeSpan[] Pauses
    {
        get
        {
            lock (_lock) return [.. _pauses];
        }
    }

    /// <summary>Called at each pause, before it passes.</summary>
    public Func<Task>? OnPause { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SkippingTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets every running time-out of one length pass.</summary>
    public void Expire(TimeSpan due)
    {
        SkippingTimer[] expired;
        lock (_lock)
        {
            _now += due;
            expired = [.. _pending.Where(timer => timer.Due == due)];
            _pending.RemoveAll(timer => timer.Due == due);
        }

        foreach (var timer in expired) timer.Fire();
    }

    internal void Schedule(SkippingTimer timer)
    {
        lock (_lock)
        {
            _pending.Remove(timer);
            if (timer.Due < TimeSpan.Zero) return;
            if (timer.Due > LongestPause)
            {
                _pending.Add(timer);
                return;
            }

            _pauses.Add(timer.Due);
            _now += timer.Due;
        }

        // Never within CreateTimer: the caller does not hold its timer yet.
        _ = Task.Run(async () =>
        {
            if (OnPause is { } hook) await hook();
            timer.Fire();
        });
    }

    internal void Remove(SkippingTimer timer)
    {
        lock (_lock) _pending.Remove(timer);
    }
}
