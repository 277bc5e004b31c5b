namespace TaskGrid.Proofs.Kill;

/// <summary>What was left after the kills.</summary>
internal sealed record KillOutcome
{
    /// <summary>Servers that were killed.</summary>
    public required int Kills { get; init; }

    /// <summary>Jobs that were accepted.</summary>
    public required int Accepted { get; init; }

    /// <summary>How often a killed server left a job in the middle.</summary>
    public required int TakenUpAgain { get; init; }

    /// <summary>Jobs that did not end, or not well.</summary>
    public required int Unfinished { get; init; }

    /// <summary>Jobs whose task has not exactly one version, with the bytes of the uninterrupted run.</summary>
    public required int Differing { get; init; }

    /// <summary>Jobs whose events have gaps or repeat, in the store or for the one who watched.</summary>
    public required int BrokenEvents { get; init; }

    /// <summary>What <c>store verify</c> finds.</summary>
    public required int Damaged { get; init; }

    /// <summary>Blobs that nothing refers to, and files that nobody works on.</summary>
    public required int Orphans { get; init; }

    /// <summary>Every problem, in words.</summary>
    public required IReadOnlyList<string> Problems { get; init; }
}
