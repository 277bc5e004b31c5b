namespace TaskGrid.Cluster.Tests;

/// <summary>Reports of silos.</summary>
internal static class Silos
{
    /// <summary>A silo that can do everything and does nothing.</summary>
    public static SiloReport Idle(int number) => new()
    {
        Silo = $"10.0.0.{number}:11111@{number}",
        Node = $"node-{number}",
        Roles = SiloRoles.Gateway | SiloRoles.Worker,
        MemoryBytes = 1000,
        Bases = ["mini"],
        Slots = 1,
    };

    /// <summary>Several of them.</summary>
    public static SiloReport[] Many(int count) => [.. Enumerable.Range(1, count).Select(Idle)];
}
