namespace TaskGrid.Proofs.Fault;

/// <summary>How much is done over a store that misbehaves.</summary>
/// <param name="Writers">Who change the same task at once, half of them in another process's engine.</param>
/// <param name="Rounds">What each of them does so often.</param>
/// <param name="Jobs">Jobs that train meanwhile.</param>
internal sealed record FaultPlan(int Writers, int Rounds, int Jobs)
{
    /// <summary>How the store misbehaves.</summary>
    public FaultRates Rates { get; init; } = new()
    {
        Fail = 0.01,
        FailAfterwards = 0.01,
        Tear = 0.01,
        FalseCondition = 0.03,
        Delay = 0.02,
        MaxDelay = TimeSpan.FromMilliseconds(500),
    };

    /// <summary>Chooses the faults.</summary>
    public int Seed { get; init; } = 11;
}
