namespace TaskGrid.Cli.Diffs;

/// <summary>What <c>diff verify --json</c> prints; a damaged diff is an error instead.</summary>
/// <param name="Path">The file.</param>
/// <param name="Valid">Always true.</param>
/// <param name="BaseFound">Whether the store or the server has a base with the diff's fingerprint.</param>
/// <param name="BaseChecked">Whether the diff was compared with the tensors of that base: here, or by the server whose version it is.</param>
/// <param name="Sha256">Hash of the content.</param>
internal sealed record VerifiedDiff(string Path, bool Valid, bool BaseFound, bool BaseChecked, string Sha256);
