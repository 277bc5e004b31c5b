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
    public void Choose_WhereOneHasBaseOrDiffOrTheOnlyFreeSlot_TakesThatOne(int better)
    {
        Assert.Equal(better, Chosen(silo => silo with { LoadedBases = ["mini"] }));
        Assert.Equal(better, Chosen(silo => silo with { Resident = [Task] }));
        Assert.Equal(better, Chosen(silo => silo, silo => silo with { RunningJobs = 1 }));

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

    // All place by the same late reports: what was the best silo for all took all jobs.
    [Fact]
    public void Choose_ForManyTasks_SpreadsThemByFreeSlotsAndMemory()
    {
        SiloReport[] silos =
            [_silos[0] with { Slots = 3 }, _silos[1], _silos[2] with { ResidentBytes = 1000 }, _silos[3] with { RunningJobs = 1 }];
        var shares = Shares(silos);
        const double All = (3 * 1.125) + 1.125 + 0.125;
        Assert.Equal(3 * 1.125 / All, shares[0], 0.02);
        Assert.Equal(1.125 / All, shares[1], 0.02);
        Assert.Equal(0.125 / All, shares[2], 0.01);
        Assert.Equal(0, shares[3]);
    }

    [Fact]
    public void Choose_OfTwoOfWhichOneIsBusy_TakesTheOtherForEveryTask()
    {
        Assert.Equal([0, 1], Shares([_silos[0] with { RunningJobs = 1 }, _silos[1]]));
        // So too where a job waits for both.
        Assert.Equal([0, 1], Shares([Waiting(0, 2), Waiting(1, 1)]));
        Assert.Equal([0, 1], Shares([Waiting(0, 1), Waiting(1, 2) with { Slots = 2 }]));
    }

    [Fact]
    public void Choose_WithoutAFreeSlot_SpreadsTasksToTheShorterLines()
    {
        var shares = Shares([Waiting(0, 0), Waiting(1, 0), Waiting(2, 3), Waiting(3, 3)]);
        Assert.InRange(shares[0], 0.4, 0.5);
        Assert.InRange(shares[1], 0.4, 0.5);
        Assert.InRange(shares[2], 0.001, 0.1);
    }

    private SiloReport Waiting(int silo, int jobs) => _silos[silo] with { RunningJobs = 1, QueuedJobs = jobs };

    private static double[] Shares(SiloReport[] silos)
    {
        const int Tasks = 10_000;
        var counts = new double[silos.Length];
        for (var task = 0; task < Tasks; task++)
            counts[Array.IndexOf(silos, TaskPlacement.Choose(TaskKey.Of("t", $"task-{task}"), "mini", silos))] += 1.0 / Tasks;
        return [.. counts.Select(count => Math.Round(count, 4))];
    }
}
