namespace TaskGrid.Cluster;

/// <summary>Settings of <see cref="RequestRouter"/>.</summary>
public sealed record RoutingOptions
{
    /// <summary>Silos that may hold one task for requests, 1 to 64; by default 32.</summary>
    public int MaxReplicas { get; init; } = 32;

    /// <summary>Requests per second of one task that one silo is to answer; by default 200. Where they take long it answers fewer, and
    /// what waits there says so.</summary>
    public double RequestsPerReplica { get; init; } = 200;

    /// <summary>The work that may wait on each of a hot task's silos before another one is to hold it; by default 1 s.</summary>
    public TimeSpan MaxWaiting { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The time in which a task's request rate loses half of its past; by default 10 s.</summary>
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a router trusts its own choice before a report must have shown it, at least; by default 5 s. Where there are so
    /// many silos that they report more seldom, it is three of their periods (<see cref="ReportPace"/>).</summary>
    public TimeSpan TrustFor { get; init; } = TimeSpan.FromSeconds(5);
}
