namespace TaskGrid.Proofs.Kill;

/// <summary>When servers are killed, and what they work on.</summary>
/// <param name="Epochs">Epochs of each phase of a job: how long it is.</param>
/// <param name="Seed">Chooses the moments.</param>
internal sealed record KillPlan(int Epochs = 4, int Seed = 7)
{
    /// <summary>A server is killed between these times after its start: while it starts, takes jobs, trains, publishes.
    /// </summary>
    public (TimeSpan Least, TimeSpan Most) Life { get; init; } = (TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(3.5));
}
