namespace TaskGrid;

/// <summary>One place where a node keeps versions, of every tenant.</summary>
public sealed record TierSnapshot
{
    /// <summary>Bytes of the versions there.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bytes that they may take.</summary>
    public required long MaxBytes { get; init; }

    /// <summary>How many there are.</summary>
    public required int Versions { get; init; }

    /// <summary>How often a version was found there: in memory by requests, on the disk by loads.</summary>
    public long Hits { get; init; }

    /// <summary>Versions that gave way to others.</summary>
    public long Evictions { get; init; }

    /// <summary>Files that were damaged or gone, and were fetched again; only on the disk.</summary>
    public long Damaged { get; init; }
}
