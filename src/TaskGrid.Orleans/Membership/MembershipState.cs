namespace TaskGrid.Orleans;

/// <summary>The membership document: all silos under one version.</summary>
/// <param name="Version">Counts the changes; signs of life are none.</param>
/// <param name="Silos">The silos, also dead ones.</param>
internal sealed record MembershipState(int Version, IReadOnlyList<SiloEntry> Silos);
