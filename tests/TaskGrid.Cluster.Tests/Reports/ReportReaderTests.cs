using TaskGrid.Tests;

namespace TaskGrid.Cluster.Tests.Reports;

/// <summary>Readers of a table whose answers get lost, whose views forget silos, and whose table moves.</summary>
public sealed class ReportReaderTests
{
    private const int Count = 6, Steps = 2000;
    private static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(1);

    private readonly ManualTime _time = new();
    private readonly SiloReport[] _silos = Silos.Many(Count);
    private readonly (ClusterView View, ReportReader Reader)[] _readers = [.. Enumerable.Range(0, 3).Select(_ =>
    {
        var view = new ClusterView();
        return (view, new ReportReader(view));
    })];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Views_AfterAnything_AreWhatTheSilosHaveReported(int seed)
    {
        var random = new Random(seed);
        var table = new ReportTable(_time, KeepFor);
        for (var step = 0; step < Steps; step++)
        {
            var (view, reader) = _readers[random.Next(_readers.Length)];
            var silo = random.Next(Count);
            switch (random.Next(20))
            {
                case < 4:
                    _silos[silo] = _silos[silo] with { Resident = [.. Enumerable.Range(0, random.Next(4)).Select(task => (ulong)task)] };
                    break;
                case < 10:
                    _silos[silo] = _silos[silo] with { ActiveRequests = step };
                    table.Put(_silos[silo]);
                    break;
                case < 16:
                    Read(table, reader);
                    AssertKnown(table, view, reader);
                    break;
                case 16:
                    // An answer that is lost.
                    table.Since(reader.Seen, reader.Lacking);
                    break;
                case 17:
                    view.Retain(each => each != _silos[silo].Silo);
                    break;
                case 18 when random.Next(10) == 0:
                    table = new ReportTable(_time, KeepFor);
                    break;
                default:
                    _time.Advance(TimeSpan.FromSeconds(random.Next(30)));
                    break;
            }
        }

        // Each silo tells once more; who had forgotten it then asks for what is in its memory.
        foreach (var silo in _silos) table.Put(silo);
        foreach (var (view, reader) in _readers)
        {
            Read(table, reader);
            Read(table, reader);
            Assert.Empty(reader.Lacking);
            Assert.Equal(
                _silos.Select(silo => (silo.Silo, silo.ActiveRequests, string.Join(' ', silo.Resident!))),
                view.Silos.Select(silo => (silo.Silo, silo.ActiveRequests, string.Join(' ', silo.Resident!))));
        }
    }

    private static void Read(ReportTable table, ReportReader reader)
    {
        var reports = table.Since(reader.Seen, reader.Lacking);
        reader.Take(table.Number, reports);
    }

    // What a view has of a silo is the table's, or the reader knows that it lacks it.
    private static void AssertKnown(ReportTable table, ClusterView view, ReportReader reader)
    {
        foreach (var report in table.Since(0, null))
        {
            if (view.Find(report.Silo) is not { } known || reader.Lacking.Contains(report.Silo)) continue;
            Assert.Equal(report with { Resident = null }, known with { Resident = null });
            Assert.Equal(report.Resident!, known.Resident!);
        }
    }
}
