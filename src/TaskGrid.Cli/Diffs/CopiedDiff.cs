namespace TaskGrid.Cli.Diffs;

/// <summary>What <c>diff push|pull --json</c> prints.</summary>
/// <param name="Task">The task.</param>
/// <param name="From">The store that was read.</param>
/// <param name="FromVersion">The version's number there.</param>
/// <param name="To">The store that holds it now.</param>
/// <param name="ToVersion">The version's number there.</param>
/// <param name="Sha256">SHA-256 of the diff file, the same in both.</param>
/// <param name="BaseFingerprint">SHA-256 of its base.</param>
/// <param name="Copied">False: it was there before, and nothing was written.</param>
internal sealed record CopiedDiff(
    string Task,
    string From,
    int FromVersion,
    string To,
    int ToVersion,
    string Sha256,
    string BaseFingerprint,
    bool Copied);
