namespace TaskGrid.Node;

/// <summary>How often a job's process ended while it worked on it, one time after another at the same point.</summary>
/// <param name="Step">The step that had begun; 0: before the first.</param>
/// <param name="Count">How often.</param>
internal sealed record JobCrashes(int Step = 0, int Count = 0);
