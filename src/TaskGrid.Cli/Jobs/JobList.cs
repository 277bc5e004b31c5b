namespace TaskGrid.Cli.Jobs;

/// <summary>What <c>job list --json</c> prints.</summary>
/// <param name="Jobs">The newest jobs, the newest first.</param>
/// <param name="HasMore">Whether there are older ones.</param>
internal sealed record JobList(IReadOnlyList<JobSnapshot> Jobs, bool HasMore);
