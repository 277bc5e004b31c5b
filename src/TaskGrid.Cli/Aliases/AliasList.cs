namespace TaskGrid.Cli.Aliases;

/// <summary>What <c>alias list --json</c> prints.</summary>
/// <param name="Aliases">The task's aliases, by name.</param>
internal sealed record AliasList(IReadOnlyList<AliasSnapshot> Aliases);
