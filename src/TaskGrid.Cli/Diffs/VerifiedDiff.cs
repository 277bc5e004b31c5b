namespace TaskGrid.Cli.Diffs;

/// <summary>What <c>diff verify --json</c> prints; a damaged diff is an error instead.</summary>
/// <param name="Diff">The task or file.</param>
/// <param name="Valid">Always true.</param>
internal sealed record VerifiedDiff(string Diff, bool Valid);
