namespace TaskGrid.Cluster;

/// <summary>Where a request goes.</summary>
/// <param name="Silo">The silo that answers.</param>
/// <param name="IsWarm">Whether the task is expected to be in memory there.</param>
/// <param name="Warm">A silo that should load the task for the requests to come; null: none.</param>
public sealed record Route(string Silo, bool IsWarm, string? Warm);
