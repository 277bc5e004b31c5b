namespace TaskGrid.Client.Tasks;

/// <summary>What an alias is to name.</summary>
internal sealed record AliasTargets(IReadOnlyList<AliasTarget> Targets);
