namespace TaskGrid.Cluster;

/// <summary>A silo with what its rank for a key is computed from.</summary>
public sealed class RankedSilo
{
    /// <summary>Prepares a silo.</summary>
    public RankedSilo(SiloReport report) =>
        (Report, Hash, InverseWeight) = (report, TaskKey.Of(report.Silo), 1.0 / Math.Max(1, report.MemoryBytes));

    /// <summary>Its report.</summary>
    public SiloReport Report { get; }

    /// <summary>Its address as a hash.</summary>
    public ulong Hash { get; }

    /// <summary>1 ÷ its memory for versions.</summary>
    public double InverseWeight { get; }
}
