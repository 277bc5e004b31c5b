namespace TaskGrid.Client.Tests.Fixtures;

/// <summary>A timer of <see cref="SkippingTime"/>.</summary>
internal sealed class SkippingTimer(SkippingTime time, Action fire) : ITimer
{
    /// <summary>What it was set to.</summary>
    public TimeSpan Due { get; private set; } = Timeout.InfiniteTimeSpan;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Due = dueTime;
        time.Schedule(this);
        return true;
    }

    public void Fire() => fire();

    public void Dispose() => time.Remove(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
