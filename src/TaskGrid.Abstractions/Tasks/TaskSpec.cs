namespace TaskGrid;

/// <summary>What a user declares of a task.</summary>
public sealed record TaskSpec
{
    /// <summary>The longest <see cref="Description"/>, in characters.</summary>
    public const int MaxDescription = 1_000;

    /// <summary>Its name (<see cref="ResourceName"/>).</summary>
    public required string Name { get; init; }

    /// <summary>What it is, for people: at most 1,000 characters.</summary>
    public string Description { get; init; } = "";

    /// <summary>The newest versions that are kept beside those that an alias names; null for all. What an alias would be rolled back to is
    /// always kept.</summary>
    public int? KeepVersions { get; init; }

    /// <summary>How long after they were made versions are kept that no alias names; null for ever. What an alias would be rolled back to
    /// is always kept.</summary>
    public TimeSpan? KeepFor { get; init; }
}
