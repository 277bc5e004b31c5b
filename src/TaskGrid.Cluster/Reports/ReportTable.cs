namespace TaskGrid.Cluster;

/// <summary>
/// The newest report of every silo. Each change gets a number, so that a reader (<see cref="ReportReader"/>) asks for what came since
/// the last one it has. What is in a silo's memory is most of a report, and goes only to readers that have not seen it. Not safe for
/// several threads.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="keepFor">How long a silo that reports no more is kept.</param>
public sealed class ReportTable(TimeProvider time, TimeSpan keepFor)
{
    private readonly Dictionary<string, (SiloReport Report, long Number, long ResidentNumber, long At)> _reports =
        new(StringComparer.Ordinal);

    /// <summary>The number of the newest change. Another table begins elsewhere, so that its readers notice.</summary>
    public long Number { get; private set; } = Random.Shared.NextInt64(1L << 62);

    /// <summary>Takes a report, a whole one.</summary>
    public void Put(SiloReport report)
    {
        foreach (var (silo, known) in _reports)
        {
            if (time.GetElapsedTime(known.At) > keepFor) _reports.Remove(silo);
        }

        Number++;
        var isSame = _reports.TryGetValue(report.Silo, out var last)
            && last.Report.Resident.AsSpan().SequenceEqual(report.Resident);
        _reports[report.Silo] = (report, Number, isSame ? last.ResidentNumber : Number, time.GetTimestamp());
    }

    /// <summary>Reports that came after a number, and all when the number is not of this table; without
    /// <see cref="SiloReport.Resident"/> where that has not changed since.</summary>
    /// <param name="number">The last <see cref="Number"/> that the reader has seen; 0: none.</param>
    /// <param name="lacking">Silos whose tasks in memory the reader does not know though it has seen the number; null: it wants all
    /// reports whole.</param>
    public IReadOnlyList<SiloReport> Since(long number, IReadOnlyCollection<string>? lacking)
    {
        var since = number > Number ? 0 : number;
        return
        [
            .. from each in _reports.Values
               let isLacking = lacking?.Contains(each.Report.Silo) == true
               where each.Number > since || isLacking
               let isWhole = lacking is null || isLacking || each.ResidentNumber > since
               select isWhole ? each.Report : each.Report with { Resident = null },
        ];
    }

    /// <summary>All silos that report.</summary>
    public IReadOnlyCollection<string> Silos => _reports.Keys;
}
