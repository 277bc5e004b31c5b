namespace TaskGrid;

/// <summary>Where a node has versions: ready in memory, as files on its disk; the rest is in the store. What is of every tenant is null
/// where the caller may not see it (<see cref="NodeSnapshot"/>).</summary>
public sealed record ResidencySnapshot
{
    /// <summary>Ready to answer, of every tenant.</summary>
    public TierSnapshot? Memory { get; init; }

    /// <summary>Diff files on the local disk, of every tenant.</summary>
    public TierSnapshot? Disk { get; init; }

    /// <summary>How often a diff was fetched from the store.</summary>
    public long? StoreLoads { get; init; }

    /// <summary>Loads so far, from the disk or the store.</summary>
    public long? Loads { get; init; }

    /// <summary>Seconds of their work, without what they waited for the store or for each other.</summary>
    public double? LoadSeconds { get; init; }

    /// <summary>The asking tenant's versions that are in memory or on the disk, as far as requests have seen their tasks since the
    /// node's start; by task and version.</summary>
    public required IReadOnlyList<ResidentSnapshot> Versions { get; init; }
}
