using System.Collections.Immutable;

namespace TaskGrid.Cluster;

/// <summary>What one process knows of the silos; safe for several threads.</summary>
public sealed class ClusterView
{
    // A report that says the same as the last one is news: its silo still reports.
    private ImmutableDictionary<string, SiloReport> _reports =
        ImmutableDictionary.Create<string, SiloReport>(StringComparer.Ordinal, ReferenceEqualityComparer.Instance);

    private readonly Lock _lock = new();
    private volatile SiloReport[] _all = [];

    /// <summary>The silos, ordered by address.</summary>
    public IReadOnlyList<SiloReport> Silos => _all;

    /// <summary>A silo's newest report; null: none has come.</summary>
    public SiloReport? Find(string silo) => Volatile.Read(ref _reports).GetValueOrDefault(silo);

    /// <summary>Takes reports. One without <see cref="SiloReport.Resident"/> leaves what is known of the silo's tasks.</summary>
    public void Put(params IEnumerable<SiloReport> reports) =>
        Change(known => known.SetItems(reports.Select(report => KeyValuePair.Create(report.Silo, Whole(report, known)))));

    /// <summary>Forgets silos that are no longer members.</summary>
    /// <param name="isMember">Whether a silo is one.</param>
    public void Retain(Func<string, bool> isMember) =>
        Change(known => known.RemoveRange(known.Keys.Where(silo => !isMember(silo))));

    private static SiloReport Whole(SiloReport report, ImmutableDictionary<string, SiloReport> known) =>
        report.Resident is null ? report with { Resident = known.GetValueOrDefault(report.Silo)?.Resident ?? [] } : report;

    private void Change(Func<ImmutableDictionary<string, SiloReport>, ImmutableDictionary<string, SiloReport>> change)
    {
        lock (_lock)
        {
            var next = change(_reports);
            if (ReferenceEquals(next, _reports)) return;
            Volatile.Write(ref _reports, next);
            _all = [.. next.Values.OrderBy(report => report.Silo, StringComparer.Ordinal)];
        }
    }
}
