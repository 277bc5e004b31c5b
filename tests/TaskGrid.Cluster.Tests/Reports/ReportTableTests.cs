using TaskGrid.Tests;

namespace TaskGrid.Cluster.Tests.Reports;

public sealed class ReportTableTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Since_ANumber_GivesWhatCameAfterIt()
    {
        var table = new ReportTable(_time, TimeSpan.FromMinutes(1));
        table.Put(Silos.Idle(1));
        var seen = table.Number;
        table.Put(Silos.Idle(2));
        Assert.Equal(["node-2"], table.Since(seen, []).Select(report => report.Node));
        table.Put(Silos.Idle(1) with { RunningJobs = 1 });
        Assert.Equal(["node-1", "node-2"], table.Since(seen, []).Select(report => report.Node).Order());
        Assert.Empty(table.Since(table.Number, []));
    }

    [Fact]
    public void Since_ANumberOfATableThatIsGone_GivesAll()
    {
        var table = new ReportTable(_time, TimeSpan.FromMinutes(1));
        table.Put(Silos.Idle(1));
        Assert.Single(table.Since(table.Number + 1000, []));
        Assert.Single(table.Since(0, []));
    }

    [Fact]
    public void Since_ANumber_LeavesOutWhatIsInMemoryWhereThatIsTheSame()
    {
        var table = new ReportTable(_time, TimeSpan.FromMinutes(1));
        var first = Silos.Idle(1) with { Resident = [1, 2] };
        table.Put(first);
        Assert.Equal([1, 2], Assert.Single(table.Since(0, [])).Resident!);
        var seen = table.Number;
        table.Put(first with { Resident = [1, 2], ActiveRequests = 5 });
        var next = Assert.Single(table.Since(seen, []));
        Assert.Equal((5, null), (next.ActiveRequests, next.Resident));
        // Who does not know it, or is of a version that cannot.
        Assert.NotNull(Assert.Single(table.Since(seen, [first.Silo])).Resident);
        Assert.NotNull(Assert.Single(table.Since(table.Number, [first.Silo])).Resident);
        Assert.NotNull(Assert.Single(table.Since(seen, null)).Resident);
        Assert.Empty(table.Since(table.Number, null));
        seen = table.Number;
        table.Put(first with { Resident = [1] });
        Assert.Equal([1], Assert.Single(table.Since(seen, [])).Resident!);
    }

    [Fact]
    public void Put_AfterASiloWasSilentForLong_ForgetsIt()
    {
        var table = new ReportTable(_time, TimeSpan.FromMinutes(1));
        table.Put(Silos.Idle(1));
        _time.Advance(TimeSpan.FromMinutes(2));
        table.Put(Silos.Idle(2));
        Assert.Equal([Silos.Idle(2).Silo], table.Silos);
    }
}
