namespace TaskGrid.Cli.Diffs;

/// <summary>What <c>diff verify --json</c> prints; a damaged diff is an error instead.</summary>
/// <param name="Path">The file.</param>
/// <param name="Valid">Always true.</param>
/// <param name="BaseChecked">Whether the store holds the base, and the diff fits it.</param>
/// <param name="Sha256">Hash of the content.</param>
internal sealed record VerifiedDiff(string Path, bool Valid, bool BaseChecked, string Sha256);
