namespace TaskGrid.Serving.Batching;

/// <summary>What somebody waits for, and how much he has had: whoever has had least is next (start-time fair queuing, Goyal et
/// al. 1996, in tokens).</summary>
internal abstract class FairFlow
{
    /// <summary>Tokens that wait.</summary>
    public long WaitingTokens { get; set; }

    /// <summary>Tokens that were served, and those of others while it had nothing to wait for.</summary>
    public long Served { get; set; }
}
