namespace TaskGrid.Cli.Output;

/// <summary>Lets one progress line through every few seconds, so that a log stays short.</summary>
internal sealed class LinePace(TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private readonly long _start = time.GetTimestamp();
    private TimeSpan _next = Interval;

    /// <summary>Time since the work began.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>Whether a line may be printed now; counts it as printed.</summary>
    /// <param name="always">For a line that matters at any time.</param>
    public bool IsDue(bool always)
    {
        if (!always && Elapsed < _next) return false;
        _next = Elapsed + Interval;
        return true;
    }
}
