namespace TaskGrid.Benchmarks.Placement;

/// <summary>The simulation's clock.</summary>
internal sealed class SimulatedTime : TimeProvider
{
    private long _ticks;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => _ticks;

    /// <summary>Moves on.</summary>
    public void Advance(TimeSpan time) => _ticks += time.Ticks;
}
