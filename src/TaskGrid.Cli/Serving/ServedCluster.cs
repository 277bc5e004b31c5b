using System.Net;

namespace TaskGrid.Cli.Serving;

/// <summary>How a server takes part in a cluster.</summary>
internal sealed record ServedCluster
{
    /// <summary>The address at which the other silos reach it.</summary>
    public required IPAddress Advertise { get; init; }

    /// <summary>Its port for silos; 0 takes a free one.</summary>
    public int SiloPort { get; init; }

    /// <summary>Its port for clients of Orleans; 0 takes a free one.</summary>
    public int GatewayPort { get; init; }

    /// <summary>Whether it holds bases, trains and answers; without it, it takes requests only.</summary>
    public bool IsWorker { get; init; } = true;

    /// <summary>Where silos find each other: one of the words of <see cref="ClusterSymbols"/>.</summary>
    public required string Membership { get; init; }

    /// <summary>How that place is reached; null for the store.</summary>
    public string? MembershipConnection { get; init; }

    /// <summary>The cluster's name.</summary>
    public required string Name { get; init; }

    /// <summary>The files of the own certificate, its key and the authority; null: silos talk in the clear.</summary>
    public (string Certificate, string Key, string Authority)? Certificates { get; init; }

    /// <summary>Whether the dashboard is served.</summary>
    public bool HasDashboard { get; init; }
}
