namespace TaskGrid.Node;

/// <summary>
/// When progress is worth an event that is kept for good: every two seconds at first, then ever more seldom, so that the
/// number of events grows with the logarithm of the run's length.
/// </summary>
internal sealed class JobEventPace(TimeProvider time)
{
    private const double Share = 0.02;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    private readonly long _start = time.GetTimestamp();
    private TimeSpan _last;

    /// <summary>Whether an event is due; if so, the next one is due later.</summary>
    public bool IsDue()
    {
        var elapsed = time.GetElapsedTime(_start);
        var pause = TimeSpan.FromTicks(Math.Max(Shortest.Ticks, (long)(elapsed.Ticks * Share)));
        if (elapsed - _last < pause) return false;
        _last = elapsed;
        return true;
    }
}
