namespace TaskGrid;

/// <summary>A version of a task. What it answers never changes.</summary>
public sealed record VersionSnapshot
{
    /// <summary>1, 2, 3 … within the task.</summary>
    public required int Number { get; init; }

    /// <summary>When it was published.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The job that made it; null when it was imported.</summary>
    public string? Job { get; init; }

    /// <summary>SHA-256 of its diff file, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What the diff file says: base, kind, labels, metric, entries and bytes.</summary>
    public required TaskInfo Info { get; init; }

    /// <summary>How it was trained, as its diff file says; null for a diff without such a record, for versions that earlier releases
    /// stored, and in pages of tasks.</summary>
    public TrainingRecord? Training { get; init; }

    /// <summary>Whether nodes that answer for it keep it in memory (<see cref="IGridTasks.PinVersionAsync"/>).</summary>
    public bool IsPinned { get; init; }
}
