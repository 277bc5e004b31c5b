namespace TaskGrid.Proofs.Stores;

/// <summary>A clock that is ahead.</summary>
/// <param name="by">By how much.</param>
internal sealed class LaterTime(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
}
