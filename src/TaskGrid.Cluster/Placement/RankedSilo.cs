namespace TaskGrid.Cluster;

/// <summary>A silo with what its rank for a key is computed from.</summary>
public sealed class RankedSilo
{
    /// <summary>Prepares a silo with its memory for versions as its weight.</summary>
    public RankedSilo(SiloReport report)
        : this(report, Math.Max(1, report.MemoryBytes))
    {
    }

    /// <summary>Prepares a silo.</summary>
    /// <param name="report">Its report.</param>
    /// <param name="weight">Its weight, above 0.</param>
    public RankedSilo(SiloReport report, double weight) =>
        (Report, Hash, InverseWeight) = (report, TaskKey.Of(report.Silo), 1 / weight);

    /// <summary>Its report.</summary>
    public SiloReport Report { get; }

    /// <summary>Its address as a hash.</summary>
    public ulong Hash { get; }

    /// <summary>1 ÷ its weight.</summary>
    public double InverseWeight { get; }
}
