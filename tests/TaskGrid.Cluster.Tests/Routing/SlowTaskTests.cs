using TaskGrid.Tests;

namespace TaskGrid.Cluster.Tests.Routing;

/// <summary>Tasks whose requests take so long that few of them are too many for one silo, as those of a BERT-base do.</summary>
public sealed class SlowTaskTests
{
    private const double AnswersPerSecond = 40;

    [Fact]
    public void Requests_ThatAreTooSlowForOneSilo_GetMoreBeforeAnyIsRefused()
    {
        var silos = new SlowSilos(5, AnswersPerSecond);
        silos.Ask(100, seconds: 60);
        Assert.Equal((0, 0), (silos.Refused, silos.Busy));
        Assert.InRange(silos.WaitingSeconds, 0, 1);
        Assert.Equal(3, silos.Used);
        // Fewer of them want fewer.
        silos.Ask(10, seconds: 60);
        Assert.Equal(1, silos.Used);
    }

    [Fact]
    public void Requests_OfARateThatOneSiloCanAnswer_StayThere()
    {
        var silos = new SlowSilos(5, AnswersPerSecond);
        silos.Ask(35, seconds: 60);
        Assert.Equal(1, silos.Used);
    }

    // Silos of an earlier version do not tell what waits.
    [Fact]
    public void Requests_ThatAreRefusedWhereTooMuchWaits_AreAnsweredElsewhereAndSoonGoThereFirst()
    {
        var silos = new SlowSilos(5, AnswersPerSecond, areWaitsReported: false);
        silos.Ask(100, seconds: 60);
        var busy = silos.Busy;
        Assert.NotEqual(0, busy);
        silos.Ask(100, seconds: 60);
        Assert.Equal((0, busy), (silos.Refused, silos.Busy));
        Assert.Equal(3, silos.Used);
    }

    [Fact]
    public void Requests_ThatAreTooManyForAllSilos_AreRefused()
    {
        var silos = new SlowSilos(2, AnswersPerSecond);
        silos.Ask(200, seconds: 60);
        Assert.InRange(silos.Refused, 1, 200 * 60);
    }

    [Theory]
    [InlineData(20, 0, true)]
    [InlineData(0.2, 0, false)] // it is not what its silo is busy with
    [InlineData(20, 4, false)] // others are as busy
    public void Requests_OfATaskWhoseSiloIsBusy_GetAnotherWhereThatHelps(double perSecond, double waitingElsewhere, bool isHelped)
    {
        var (view, time, task) = (new ClusterView(), new ManualTime(), TaskKey.Of("t", "task"));
        var silos = Silos.Many(5).Select(silo => silo with { WaitingSeconds = waitingElsewhere }).ToArray();
        silos[2] = silos[2] with { WaitingSeconds = 5, Resident = [task] };
        view.Put(silos);
        var router = new RequestRouter("here", view, new RoutingOptions(), time);
        var warmed = new HashSet<string>();
        for (var i = 0; i < 100; i++)
        {
            var route = router.Begin(task)!;
            router.End(route.Silo);
            if (route.Warm is { } silo) warmed.Add(silo);
            time.Advance(TimeSpan.FromSeconds(1 / perSecond));
        }

        Assert.Equal(isHelped, warmed.Count > 0);
    }
}
