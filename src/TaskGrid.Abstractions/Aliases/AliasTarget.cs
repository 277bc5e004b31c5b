namespace TaskGrid;

/// <summary>A version that an alias names.</summary>
/// <param name="Version">The version.</param>
/// <param name="Weight">Its share of the requests, relative to the other targets', above 0.</param>
public sealed record AliasTarget(int Version, double Weight = 1);
