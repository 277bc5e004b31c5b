namespace TaskGrid;

/// <summary>A version that a node has, in use or idle.</summary>
public sealed record ResidentSnapshot
{
    /// <summary><c>task@v7</c>.</summary>
    public required string Model { get; init; }

    /// <summary><c>memory</c>: ready to answer; <c>disk</c>: its file is on the node's disk.</summary>
    public required string Tier { get; init; }

    /// <summary>What it takes there.</summary>
    public required long Bytes { get; init; }

    /// <summary>Whether its task pins it: then it stays in memory, as far as there is room for what is pinned.</summary>
    public bool IsPinned { get; init; }

    /// <summary>Requests that use it now.</summary>
    public int Requests { get; init; }

    /// <summary>Requests that have used it since it was loaded.</summary>
    public long Uses { get; init; }

    /// <summary>Seconds since a request came for it; null on the disk.</summary>
    public double? IdleSeconds { get; init; }

    /// <summary>Seconds that loading it would take again; null on the disk.</summary>
    public double? LoadSeconds { get; init; }
}
