namespace TaskGrid.Serving.Modes;

/// <summary>Seconds summed up; what was long ago counts less and less.</summary>
internal sealed class RecentSeconds
{
    private static readonly TimeSpan HalfLife = TimeSpan.FromMinutes(10);

    private double _seconds;
    private TimeSpan _at;

    /// <summary>What they count.</summary>
    /// <param name="now">Since any moment, always the same one.</param>
    public double At(TimeSpan now) => _seconds * Math.Pow(0.5, (now - _at) / HalfLife);

    /// <summary>Adds some.</summary>
    public void Add(double seconds, TimeSpan now) => (_seconds, _at) = (At(now) + seconds, now);

    /// <summary>Begins anew.</summary>
    public void Clear() => _seconds = 0;
}
