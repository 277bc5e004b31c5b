namespace TaskGrid.Gateway;

/// <summary>What an alias is to name.</summary>
/// <param name="Targets">One version, or several with weights.</param>
internal sealed record AliasBody(IReadOnlyList<AliasTarget> Targets);
