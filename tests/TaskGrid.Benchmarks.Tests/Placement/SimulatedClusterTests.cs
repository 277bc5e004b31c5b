using TaskGrid.Benchmarks.Placement;

namespace TaskGrid.Benchmarks.Tests.Placement;

public sealed class SimulatedClusterTests
{
    private readonly SimulatedCluster _cluster = new(new SimulationSettings(
        Silos: 40, Tasks: 1000, RequestsPerSecond: 1000, Seconds: 1, Exponent: 1.1, Capacity: 100, Seed: 1));

    [Fact]
    public void Roll_SilosThatGoOnUntilOthersHaveHeard_NoTryGoesToOneThatIsGone()
    {
        for (var from = 0; from < 40; from += 8) _cluster.Roll(from, 8, 1.5 * _cluster.ReportEvery);
        _cluster.Pass(_cluster.ReportEvery);

        Assert.Equal((0, 0), (_cluster.Counts.Rerouted, _cluster.Counts.Lost));
        Assert.Equal(8500, _cluster.Counts.Hits + _cluster.Counts.Misses);
    }

    [Fact]
    public void Roll_SilosThatEndTooSoon_TriesGoToOthers()
    {
        for (var from = 0; from < 40; from += 8) _cluster.Roll(from, 8, 0.3 * _cluster.ReportEvery);

        Assert.InRange(_cluster.Counts.Rerouted, 1, 1500);
        Assert.Equal(0, _cluster.Counts.Lost);
    }

    [Fact]
    public void Roll_AllAtOnce_RequestsAreLost()
    {
        // When all have heard that all leave, nobody takes a request.
        _cluster.Roll(0, 40, 2 * _cluster.ReportEvery);

        Assert.InRange(_cluster.Counts.Lost, 1, 1999);
    }

    // Reports are up to two seconds old: some come to a silo that has just been taken, and go on.
    [Theory]
    [InlineData(false)]
    [InlineData(true)] // some have more free memory than others
    public void Jobs_AsManyAsSilos_SpreadAndEachHasASlotInTheEnd(bool isAsked)
    {
        if (isAsked) _cluster.AskForEach();
        var jobs = new SimulatedJobs(_cluster);
        jobs.Run();

        Assert.InRange(jobs.Missed, 1, 60);
        Assert.InRange(jobs.Moves, 0.1, 1.5);
        Assert.InRange(jobs.Waited, 0, 20);
        Assert.InRange(jobs.Fullest, 1, 3);
        Assert.InRange(jobs.Settled, 0, 60);
        Assert.All(_cluster.Silos, silo => Assert.Equal(1, silo.Jobs));
    }
}
