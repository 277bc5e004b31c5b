namespace TaskGrid.Proofs.Kill;

/// <summary>When servers are killed, and what they work on.</summary>
/// <param name="Epochs">Epochs of each phase of a job: how long it is.</param>
/// <param name="Seed">Chooses the moments.</param>
internal sealed record KillPlan(int Epochs = 4, int Seed = 7)
{
    /// <summary>A server is killed before this time has passed since its start, or since a job trains there.</summary>
    public TimeSpan LongestLife { get; init; } = TimeSpan.FromSeconds(3);
}
