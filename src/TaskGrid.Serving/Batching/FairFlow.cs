namespace TaskGrid.Serving.Batching;

/// <summary>What somebody waits for, and how much he has had.</summary>
internal abstract class FairFlow
{
    /// <summary>Tokens that wait.</summary>
    public long WaitingTokens { get; set; }

    /// <summary>Tokens that were served and what they cost beyond tokens, and what it would have had of those that were served while it
    /// waited for nothing.</summary>
    public double Served { get; set; }
}
