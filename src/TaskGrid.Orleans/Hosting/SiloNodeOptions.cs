using TaskGrid.Cluster;
using TaskGrid.Node;

namespace TaskGrid.Orleans;

/// <summary>Settings of a silo's node.</summary>
public sealed record SiloNodeOptions
{
    /// <summary>Documents and content, the same for all silos of a cluster.</summary>
    public required IBlobStore Store { get; init; }

    /// <summary>The folder of the bases on this machine.</summary>
    public required string BasesFolder { get; init; }

    /// <summary>The node. Its name is the silo's; no other silo of the cluster may have it.</summary>
    public EmbeddedGridOptions Node { get; init; } = new();

    /// <summary>What the silo is there for; by default everything. One that is no worker neither trains nor answers.
    /// </summary>
    public SiloRoles Roles { get; init; } = SiloRoles.Gateway | SiloRoles.Worker;

    /// <summary>Jobs that train at once: none without the role.</summary>
    internal int Slots => Roles.HasFlag(SiloRoles.Worker) ? Node.Slots : 0;

    /// <summary>Where the silo computes; <c>cpu</c> without the role.</summary>
    internal string DeviceOf(BaseCatalog bases) =>
        (Roles.HasFlag(SiloRoles.Worker) ? bases.FindDevice() : null) ?? DeviceNames.Cpu;

    /// <summary>How requests are spread.</summary>
    public RoutingOptions Routing { get; init; } = new();

    /// <summary>The shortest time between two reports of a silo, by default 1 s; in a cluster of many silos it is 10 ms for
    /// each of them.</summary>
    public TimeSpan ReportEvery { get; init; } = TimeSpan.FromSeconds(1);
}
