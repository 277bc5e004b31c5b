using System.Collections.Immutable;

namespace TaskGrid.Node;

/// <summary>A task's document: its spec, its versions and its aliases; of a deleted task, what must outlive it.</summary>
internal sealed record TaskState
{
    public int Schema { get; init; } = 1;

    public required TaskSpec Spec { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the task was deleted: readers see none, and one that is made under its name goes on counting. Null: it is there.
    /// </summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The number of the next version; numbers are never used twice.</summary>
    public int NextVersion { get; init; } = 1;

    public ImmutableArray<VersionSnapshot> Versions { get; init; } = [];

    public ImmutableArray<AliasSnapshot> Aliases { get; init; } = [];

    /// <summary>Changes that were asked for with idempotency keys, the oldest first; null for none.</summary>
    public IReadOnlyList<AppliedRequest>? Requests { get; init; }

    public TaskSnapshot Snapshot() =>
        new() { Spec = Spec, CreatedAt = CreatedAt, Versions = Versions, Aliases = Aliases };
}
