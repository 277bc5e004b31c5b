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

    /// <summary>One version.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.VersionNotFound"/>.</exception>
    public VersionSnapshot FindVersion(int number) =>
        Versions.FirstOrDefault(version => version.Number == number) ?? throw new TaskGridException(
            ErrorCodes.VersionNotFound,
            $"The task '{Spec.Name}' has no version v{number}. "
            + Known(Versions.Select(version => $"v{version.Number}")));

    /// <summary>One alias.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.AliasNotFound"/>.</exception>
    public AliasSnapshot FindAlias(string name) =>
        Aliases.FirstOrDefault(alias => alias.Name == name) ?? throw new TaskGridException(
            ErrorCodes.AliasNotFound,
            $"The task '{Spec.Name}' has no alias '{name}'. " + Known(Aliases.Select(alias => alias.Name)));

    /// <summary>The version that a reference names; of an alias with several the one with the largest weight.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.VersionNotFound"/>,
    /// <see cref="ErrorCodes.AliasNotFound"/>.</exception>
    public VersionSnapshot Find(ModelReference reference) => FindVersion(
        reference.Version ?? FindAlias(reference.Alias!).Targets.MaxBy(target => target.Weight)!.Version);

    private string Known(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? $"It has {list}."
        : Versions.Count == 0 ? "It has none yet; train it first."
        : $"It has none; name a version, such as v{Versions[^1].Number}, or point the alias at one.";
}
