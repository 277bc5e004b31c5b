namespace TaskGrid;

/// <summary>A name that moves between versions.</summary>
public sealed record AliasSnapshot
{
    /// <summary>The alias that a task without further words means.</summary>
    public const string Live = "live";

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it names now; several share the requests by weight, the same request key always going to the same.
    /// </summary>
    public required IReadOnlyList<AliasTarget> Targets { get; init; }

    /// <summary>What it named before, the newest first.</summary>
    public required IReadOnlyList<IReadOnlyList<AliasTarget>> History { get; init; }

    /// <summary>When it last moved.</summary>
    public required DateTimeOffset ChangedAt { get; init; }
}
