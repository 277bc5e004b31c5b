using TaskGrid.Tests;

namespace TaskGrid.Cluster.Tests.Placement;

public sealed class TaskMovesTests
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private readonly ManualTime _time = new();
    private readonly TaskMoves _moves;
    private readonly SiloReport[] _silos = Silos.Many(8);

    public TaskMovesTests() => _moves = new TaskMoves(TaskKey.Of("t", "task"), Period, _time);

    [Fact]
    public void Next_WhereASlotIsFree_Stays() => Assert.Null(Next(_silos[0]));

    [Fact]
    public void Next_WithoutAFreeSlot_GoesToASiloThatHasOne()
    {
        SiloReport[] silos = [.. _silos.Select((silo, at) => at == 5 ? silo : Busy(silo))];
        Assert.Equal(_silos[5], Next(Busy(_silos[0]), silos));
        Assert.Null(Next(Busy(_silos[1]), [.. _silos.Select(Busy)]));
    }

    // Its own report is old, too: what it is now counts.
    [Fact]
    public void Next_WhereTheBaseIsMissing_GoesToASiloThatHasItThoughItWaitsThere()
    {
        SiloReport[] silos = [_silos[0], _silos[1] with { Bases = [] }, Busy(_silos[2])];
        Assert.Equal(silos[2], Next(_silos[0] with { Bases = [] }, silos));
        Assert.Equal(silos[2], _moves.Next(silos[0].Silo, null, silos, "mini"));
    }

    [Fact]
    public void Next_WhereTheBaseHasOtherWeights_GoesToASiloThatHasThoseOfTheJob()
    {
        SiloReport[] silos = [.. _silos.Select((silo, at) => silo with { BaseFingerprints = [at == 2 ? "mine" : "other"] })];
        Assert.Equal(silos[2], _moves.Next(silos[0].Silo, silos[0], silos, "mini", "mine"));
        Assert.Null(_moves.Next(silos[0].Silo, silos[0], silos, "mini"));
    }

    [Fact]
    public void Next_WhereItLeaves_GoesOn() => Assert.NotNull(Next(_silos[0] with { IsLeaving = true }));

    // Reports show none of the jobs that the silos have got.
    [Fact]
    public void Next_WhileReportsAreLate_LeavesEachSiloOnceThenStaysUntilTheyAreSeen()
    {
        var came = GoOn(_silos);
        Assert.Equal(TaskMoves.MaxLeft + 1, came.Distinct().Count());
        Assert.Equal(came[..^1].Order(), _moves.Left.Order());
        var last = Busy(_silos.Single(silo => silo.Silo == came[^1]));
        _time.Advance(ReportPace.UntilSeen * Period);
        Assert.Null(Next(last));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.NotNull(Next(last));
        Assert.Equal([last.Silo], _moves.Left);
    }

    // Of 400 silos reports come every four seconds.
    [Fact]
    public void Next_InALargeCluster_GoesOnSoonerToSilosThatItHasNotLeft()
    {
        var silos = Silos.Many(400);
        var came = GoOn(silos);
        Assert.Equal(TaskMoves.MaxLeft + 1, came.Count);
        _time.Advance((ReportPace.UntilSeen * Period) + TimeSpan.FromTicks(1));
        var last = Busy(silos.Single(silo => silo.Silo == came[^1]));
        Assert.Null(Next(last, [.. silos.Select(silo => came.Contains(silo.Silo) ? silo : Busy(silo))]));
        Assert.DoesNotContain(Next(last, silos)!.Silo, came);
        Assert.Equal(came.Order(), _moves.Left.Order());
    }

    [Fact]
    public void Arrive_WithThoseThatItHasLeft_DoesNotGoBack()
    {
        _moves.Arrive([_silos[1].Silo]);
        Assert.Null(Next(Busy(_silos[0]), _silos[..2]));
        Assert.Equal(_silos[2], Next(Busy(_silos[0]), _silos[..3]));
    }

    // From a silo to the next one while reports show free slots where there are none.
    private List<string> GoOn(SiloReport[] silos)
    {
        var silo = silos[0];
        var came = new List<string> { silo.Silo };
        while (came.Count < 20 && Next(Busy(silo), silos) is { } next)
        {
            _moves.Arrive([]);
            came.Add(next.Silo);
            silo = next;
        }

        return came;
    }

    private static SiloReport Busy(SiloReport silo) => silo with { RunningJobs = silo.Slots };

    private SiloReport? Next(SiloReport here, SiloReport[]? silos = null) => _moves.Next(here.Silo, here, silos ?? _silos, "mini");
}
