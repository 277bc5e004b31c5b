namespace TaskGrid;

/// <summary>A task in the store, as its newest version has it.</summary>
public sealed record TaskInfo
{
    /// <summary>The task's name.</summary>
    public required string Name { get; init; }

    /// <summary>The newest version, counted from 1.</summary>
    public required int Version { get; init; }

    /// <summary>Name of its base in this store; null when the store does not hold it.</summary>
    public string? Base { get; init; }

    /// <summary>SHA-256 of its base.</summary>
    public required string BaseFingerprint { get; init; }

    /// <summary><c>classification</c> or <c>regression</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The labels; empty for regression.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Whether its inputs are pairs of texts; null for an imported diff without a training record.</summary>
    public bool? Pairs { get; init; }

    /// <summary>How it was learned; null for an imported diff without a training record.</summary>
    public string? Method { get; init; }

    /// <summary>The dev metric's name.</summary>
    public required string Metric { get; init; }

    /// <summary>The dev metric; null for an imported diff without a training record.</summary>
    public double? Value { get; init; }

    /// <summary>Entries of the diff.</summary>
    public required int Nonzeros { get; init; }

    /// <summary>Entries ÷ parameters.</summary>
    public required double Density { get; init; }

    /// <summary>Bytes of the diff file.</summary>
    public required long FileBytes { get; init; }
}
