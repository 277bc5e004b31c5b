namespace TaskGrid.Cluster;

/// <summary>What a reader of a <see cref="ReportTable"/> asks it, and does with the answer. Not safe for several threads.</summary>
/// <param name="view">Receives the reports; it may forget silos at any time.</param>
public sealed class ReportReader(ClusterView view)
{
    /// <summary>The number of the last answer; 0: none has come.</summary>
    public long Seen { get; private set; }

    /// <summary>Silos that the view had forgotten when a report came that tells their tasks in memory to those alone who do not
    /// know them.</summary>
    public IReadOnlyCollection<string> Lacking { get; private set; } = [];

    /// <summary>Takes an answer. One that was lost is asked for again.</summary>
    /// <param name="number">The table's number.</param>
    /// <param name="reports">What <see cref="ReportTable.Since"/> gave.</param>
    public void Take(long number, IReadOnlyList<SiloReport> reports)
    {
        Lacking = [.. reports.Where(report => report.Resident is null && view.Find(report.Silo) is null).Select(report => report.Silo)];
        view.Put(reports);
        Seen = number;
    }
}
