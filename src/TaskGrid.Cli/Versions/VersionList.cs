namespace TaskGrid.Cli.Versions;

/// <summary>What <c>version list --json</c> prints.</summary>
/// <param name="Versions">The task's versions, the oldest first.</param>
internal sealed record VersionList(IReadOnlyList<VersionSnapshot> Versions);
