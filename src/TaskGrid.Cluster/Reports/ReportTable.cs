namespace TaskGrid.Cluster;

/// <summary>
/// The newest report of every silo. Each change gets a number, so that a reader asks for what came since the last one it
/// has. Not safe for several threads.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="keepFor">How long a silo that reports no more is kept.</param>
public sealed class ReportTable(TimeProvider time, TimeSpan keepFor)
{
    private readonly Dictionary<string, (SiloReport Report, long Number, long At)> _reports = new(StringComparer.Ordinal);

    /// <summary>The number of the newest change. Another table begins elsewhere, so that its readers notice.</summary>
    public long Number { get; private set; } = Random.Shared.NextInt64(1L << 62);

    /// <summary>Takes a report.</summary>
    public void Put(SiloReport report)
    {
        foreach (var (silo, known) in _reports)
        {
            if (time.GetElapsedTime(known.At) > keepFor) _reports.Remove(silo);
        }

        _reports[report.Silo] = (report, ++Number, time.GetTimestamp());
    }

    /// <summary>Reports that came after a number, and all when the number is not of this table.</summary>
    /// <param name="number">The last <see cref="Number"/> that the reader has seen; 0: none.</param>
    public IReadOnlyList<SiloReport> Since(long number) =>
        [.. _reports.Values.Where(each => each.Number > number || number > Number).Select(each => each.Report)];

    /// <summary>All silos that report.</summary>
    public IReadOnlyCollection<string> Silos => _reports.Keys;
}
