namespace TaskGrid.Cli.Diffs;

/// <summary>What <c>diff export --json</c> prints.</summary>
/// <param name="Output">The file's path as it was given.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record ExportedDiff(string Output, long Bytes);
