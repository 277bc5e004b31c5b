namespace TaskGrid.Benchmarks.Placement;

/// <summary>What happened in a simulation.</summary>
internal sealed class SimulationCounts
{
    /// <summary>Requests whose task was in memory where they went.</summary>
    public long Hits { get; set; }

    /// <summary>Requests whose task was loaded for them.</summary>
    public long Misses { get; set; }

    /// <summary>Tries that went to a silo that was gone.</summary>
    public long Rerouted { get; set; }

    /// <summary>Requests for which every silo that was tried was gone.</summary>
    public long Lost { get; set; }

    /// <summary>Loads of tasks for requests to come.</summary>
    public long Replicas { get; set; }

    /// <summary>Reports that all silos have read.</summary>
    public long Reports { get; set; }

    /// <summary>Their bytes.</summary>
    public long ReportedBytes { get; set; }

    /// <summary>The share of hits.</summary>
    public double HitRate => (double)Hits / (Hits + Misses + Lost);
}
