namespace TaskGrid.Cluster.Tests.Placement;

public sealed class TaskPlacementTests
{
    private static readonly ulong Task = TaskKey.Of("t", "task");
    private readonly SiloReport[] _silos = Silos.Many(4);

    [Fact]
    public void Choose_OfSilosThatCannot_TakesNone()
    {
        Assert.Null(TaskPlacement.Choose(Task, "other", _silos));
        Assert.Null(TaskPlacement.Choose(Task, "mini", [_silos[0] with { IsLeaving = true }]));
        Assert.Null(TaskPlacement.Choose(Task, "mini", [_silos[0] with { Roles = SiloRoles.Gateway }]));
        Assert.Null(TaskPlacement.Choose(Task, "mini", [_silos[0] with { Slots = 0 }]));
    }

    [Fact]
    public void Choose_WhereABaseHasOtherWeights_TakesASiloThatHasThoseOfTheJob()
    {
        SiloReport[] silos = [.. _silos.Select((silo, at) => silo with { BaseFingerprints = [at == 2 ? "mine" : "other"] })];
        Assert.Equal(silos[2], TaskPlacement.Choose(Task, "mini", silos, "mine"));
        Assert.Null(TaskPlacement.Choose(Task, "mini", silos, "third"));
        Assert.True(TaskPlacement.ShouldMove(silos[0], silos[2], "mini", "mine"));
        Assert.False(TaskPlacement.ShouldMove(silos[0], silos[2], "mini"));
        // One of an earlier version does not tell.
        Assert.True(TaskPlacement.CanTake(_silos[0], "mini", "mine"));
    }

    [Fact]
    public void ChooseWorker_BesideFronts_TakesOneThatAnswersThoughItCannotTrain()
    {
        SiloReport[] silos = [.. _silos.Select((silo, at) => silo with { Slots = 0, Roles = at == 3 ? SiloRoles.Worker : SiloRoles.Gateway })];
        Assert.Null(TaskPlacement.Choose(Task, null, silos));
        Assert.Equal(silos[3], TaskPlacement.ChooseWorker(Task, silos));
        Assert.Null(TaskPlacement.ChooseWorker(Task, silos[..3]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Choose_WhereOneHasBaseOrDiffOrMemory_TakesThatOne(int better)
    {
        Assert.Equal(better, Chosen(silo => silo with { LoadedBases = ["mini"] }));
        Assert.Equal(better, Chosen(silo => silo with { Resident = [Task] }));
        Assert.Equal(better, Chosen(silo => silo with { Slots = 2 }));
        Assert.Equal(better, Chosen(silo => silo with { ResidentBytes = 0 }, silo => silo with { ResidentBytes = 900 }));

        int Chosen(Func<SiloReport, SiloReport> one, Func<SiloReport, SiloReport>? others = null)
        {
            SiloReport[] silos = [.. _silos.Select((silo, at) => at == better ? one(silo) : others?.Invoke(silo) ?? silo)];
            return Array.IndexOf(silos, TaskPlacement.Choose(Task, "mini", silos));
        }
    }

    [Fact]
    public void Choose_AFreeSlotElsewhere_CountsMoreThanAWarmBase()
    {
        var warm = _silos[0] with { LoadedBases = ["mini"], Resident = [Task], RunningJobs = 1 };
        Assert.Equal(_silos[1], TaskPlacement.Choose(Task, "mini", [warm, _silos[1]]));
    }

    [Fact]
    public void ShouldMove_OnlyToASiloThatTrainsItSooner()
    {
        var (here, there) = (_silos[0], _silos[1]);
        Assert.False(TaskPlacement.ShouldMove(here, there, "mini"));
        Assert.False(TaskPlacement.ShouldMove(here, null, "mini"));
        Assert.True(TaskPlacement.ShouldMove(here with { RunningJobs = 1 }, there, "mini"));
        Assert.False(TaskPlacement.ShouldMove(here with { RunningJobs = 1 }, there with { RunningJobs = 1 }, "mini"));
        Assert.True(TaskPlacement.ShouldMove(here with { Bases = [] }, there with { RunningJobs = 1 }, "mini"));
        Assert.True(TaskPlacement.ShouldMove(here with { IsLeaving = true }, there, "mini"));
    }
}
