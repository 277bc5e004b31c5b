namespace TaskGrid;

/// <summary>A task as it is now.</summary>
public sealed record TaskSnapshot
{
    /// <summary>What was declared.</summary>
    public required TaskSpec Spec { get; init; }

    /// <summary>When it was registered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its versions, the oldest first.</summary>
    public required IReadOnlyList<VersionSnapshot> Versions { get; init; }

    /// <summary>Its aliases, by name.</summary>
    public required IReadOnlyList<AliasSnapshot> Aliases { get; init; }
}
