namespace TaskGrid.Node;

/// <summary>Events that a job has to tell: stored with the changes that they are of, until they are in its log.</summary>
/// <param name="After">A sequence number that they come behind: those that are in the log are found there.</param>
/// <param name="Events">They, still without sequence numbers.</param>
internal sealed record JobUntold(long After, IReadOnlyList<JobEvent> Events);
