using TaskGrid.Tests;

namespace TaskGrid.Cluster.Tests.Routing;

public sealed class RequestRouterTests
{
    private static readonly ulong Task = TaskKey.Of("t", "task");
    private readonly ManualTime _time = new();
    private readonly ClusterView _view = new();
    private readonly RoutingOptions _options = new() { MaxReplicas = 3, RequestsPerReplica = 10 };

    [Fact]
    public void Begin_WithoutSilos_HasNoRoute() => Assert.Null(Router().Begin(Task));

    [Fact]
    public void Begin_OfATaskThatIsNowhere_GoesWhereMemoryIsFreeAndStaysThere()
    {
        _view.Put(Silos.Many(3).Select(silo => silo with { ResidentBytes = 900 }));
        var router = Router();
        var order = Order();
        _view.Put(order[1] with { ResidentBytes = 0 });
        var first = Route(router);
        Assert.Equal((order[1].Silo, false), (first.Silo, first.IsWarm));
        var second = Route(router);
        Assert.Equal((order[1].Silo, true), (second.Silo, second.IsWarm));
    }

    // Reports of a thousand silos come every ten seconds each.
    [Theory]
    [InlineData(3, 4, true)]
    [InlineData(3, 6, false)]
    [InlineData(1000, 20, true)]
    [InlineData(1000, 31, false)]
    public void Begin_UntilReportsCanHaveShownAChoice_TrustsIt(int silos, int seconds, bool isTrusted)
    {
        _view.Put(Silos.Many(silos));
        var router = Router();
        Assert.False(Route(router).IsWarm);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(isTrusted, Route(router).IsWarm);
    }

    [Fact]
    public void Begin_OfATaskThatASiloHolds_GoesThereThoughOthersComeFirst()
    {
        _view.Put(Silos.Many(3));
        var last = Order()[2];
        _view.Put(last with { Resident = [Task], ResidentBytes = 1000 });
        Assert.Equal(new Route(last.Silo, true, null), Route(Router()));
    }

    [Fact]
    public void Begin_WhileASiloLeavesOrHasFailed_GoesElsewhere()
    {
        _view.Put(Silos.Many(2));
        var order = Order();
        _view.Put(order[0] with { Resident = [Task] });
        Assert.Equal(order[0].Silo, Route(Router()).Silo);
        Assert.Equal(order[1].Silo, Router().Begin(Task, new HashSet<string> { order[0].Silo })!.Silo);
        Assert.Null(Router().Begin(Task, order.Select(silo => silo.Silo).ToHashSet()));
        _view.Put(order[0] with { Resident = [Task], IsLeaving = true });
        Assert.Equal(order[1].Silo, Route(Router()).Silo);
    }

    [Theory]
    [InlineData(3, 1, true)]
    [InlineData(3, 2, false)] // it is what passes reports on
    [InlineData(1, 1, false)]
    [InlineData(1000, 10, true)]
    public void Begin_WhileFewSilosReportNoMore_GoesElsewhere(int silos, int silent, bool isLeftOut)
    {
        _view.Put(Silos.Many(silos).Select(silo => silo with { Resident = [Task] }));
        var (router, order) = (Router(), Order());
        Assert.Contains(order[0].Silo, Used());
        var every = ReportPace.Of(silos, TimeSpan.FromSeconds(1));
        Pass(3);
        Assert.Contains(order[0].Silo, Used());
        Pass(3);
        Assert.Equal(isLeftOut, !Used().Overlaps(order.Take(silent).Select(silo => silo.Silo)));

        _view.Put(order.Select(silo => silo with { }));
        Assert.Contains(order[0].Silo, Used());

        void Pass(int periods)
        {
            for (var i = 0; i < periods; i++)
            {
                _time.Advance(every);
                _view.Put(order.Skip(silent).Select(silo => silo with { }));
                Route(router);
            }
        }

        HashSet<string> Used() => [.. Enumerable.Range(0, 100).Select(_ => Route(router).Silo)];
    }

    [Fact]
    public void Begin_WhileTheOtherOfTwoReportsNoMore_StaysHere()
    {
        _view.Put(Silos.Many(2).Select(silo => silo with { Resident = [Task] }));
        var order = Order();
        var router = new RequestRouter(order[1].Silo, _view, _options, _time);
        Assert.Equal(order[0].Silo, Route(router).Silo);
        for (var i = 0; i < 6; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            _view.Put(order[1] with { });
            Route(router);
        }

        Assert.Equal(order[1].Silo, Route(router).Silo);
    }

    [Fact]
    public void Begin_AfterASiloWasGone_GoesElsewhereForSomeSeconds()
    {
        _view.Put(Silos.Many(2).Select(silo => silo with { Resident = [Task] }));
        var (router, order) = (Router(), Order());
        Assert.Equal(order[0].Silo, Route(router).Silo);
        router.Gone(order[0].Silo);
        Assert.Equal(order[1].Silo, Route(router).Silo);
        Assert.Equal(order[1].Silo, router.Begin("mini")!.Silo);
        // There is no other.
        Assert.Equal(order[0].Silo, router.Begin(Task, new HashSet<string> { order[1].Silo })!.Silo);
        Assert.Equal(order[0].Silo, router.Begin("mini", new HashSet<string> { order[1].Silo })!.Silo);
        _time.Advance(_options.TrustFor + TimeSpan.FromSeconds(1));
        Assert.Equal(order[0].Silo, Route(router).Silo);
    }

    [Fact]
    public void Begin_OfAHotTask_AsksForReplicasAndUsesThemOnceTheyAreLoaded()
    {
        _view.Put(Silos.Many(5));
        var router = Router();
        var order = Order();
        _view.Put(order[0] with { Resident = [Task] });
        var asked = new List<string>();
        for (var i = 0; i < 400; i++)
        {
            var route = router.Begin(Task)!;
            Assert.True(route.IsWarm);
            if (route.Warm is { } silo) asked.Add(silo);
            _time.Advance(TimeSpan.FromMilliseconds(10));
            if (i < 200) Assert.Equal(order[0].Silo, route.Silo);
            if (i == 200) router.Warmed(Task, asked[0]);
        }

        // Two more, the task's second and third; none of them before it was loaded.
        Assert.Equal([order[1].Silo, order[2].Silo], asked.Take(2));
        var used = Enumerable.Range(0, 20).Select(_ => router.Begin(Task)!.Silo).ToHashSet();
        Assert.Equal([order[0].Silo, order[1].Silo], order.Select(silo => silo.Silo).Where(used.Contains));
    }

    [Fact]
    public void Begin_OfAHotTaskWhoseReplicasAreIdle_LetsThemTakeTurns()
    {
        _view.Put(Silos.Many(3).Select(silo => silo with { Resident = [Task] }));
        var router = Router();
        for (var i = 0; i < 300; i++) Route(router);
        var used = Enumerable.Range(0, 300).Select(_ => Route(router).Silo).CountBy(silo => silo);
        Assert.Equal([100, 100, 100], used.Select(each => each.Value));
    }

    [Fact]
    public void Begin_OfATaskThatHasCooledDown_UsesOneSiloAgain()
    {
        _view.Put(Silos.Many(3).Select(silo => silo with { Resident = [Task] }));
        var router = Router();
        var hot = Enumerable.Range(0, 300).Select(_ => router.Begin(Task)!.Silo).ToHashSet();
        Assert.Equal(3, hot.Count);
        _time.Advance(TimeSpan.FromMinutes(5));
        var cold = Enumerable.Range(0, 5).Select(_ => Route(router).Silo).ToHashSet();
        Assert.Equal([Order()[0].Silo], cold);
    }

    [Fact]
    public void Begin_OfABase_StaysHomeUnlessOthersHaveIt()
    {
        var silos = Silos.Many(4);
        silos[0] = silos[0] with { Roles = SiloRoles.Gateway };
        silos[2] = silos[2] with { LoadedBases = ["mini"] };
        silos[3] = silos[3] with { Bases = ["mini", "large"] };
        _view.Put(silos);
        var (front, worker) = (Router(silos[0].Silo), Router(silos[1].Silo));
        Assert.Equal(new Route(silos[1].Silo, false, null), worker.Begin("mini"));
        Assert.Equal(new Route(silos[2].Silo, true, null), front.Begin("mini"));
        Assert.Equal(silos[3].Silo, worker.Begin("large")!.Silo);
        Assert.Null(worker.Begin("large", new HashSet<string> { silos[3].Silo }));
        Assert.Equal(silos[1].Silo, worker.Begin("absent")!.Silo);
    }

    [Fact]
    public void Begin_OfABaseElsewhere_GoesToTheLeastBusyThatHasNotFailed()
    {
        var silos = Silos.Many(3);
        silos[0] = silos[0] with { ActiveRequests = 1 };
        _view.Put(silos);
        var router = Router();
        var first = router.Begin("mini")!.Silo;
        Assert.Equal(silos[1].Silo, first);
        Assert.Equal(silos[2].Silo, router.Begin("mini")!.Silo);
        router.End(first);
        Assert.Equal(silos[1].Silo, router.Begin("mini")!.Silo);
        Assert.Equal(silos[0].Silo, router.Begin("mini", new HashSet<string> { silos[1].Silo, silos[2].Silo })!.Silo);
        Assert.Null(router.Begin("mini", silos.Select(silo => silo.Silo).ToHashSet()));
    }

    [Fact]
    public void Begin_OfATaskWhoseBaseASiloLacks_AsksOthersForAMinute()
    {
        _view.Put(Silos.Many(3));
        var (router, order) = (Router(), Order());
        Assert.Equal(order[0].Silo, Route(router).Silo);
        Refuse(0);
        Assert.Equal(order[1].Silo, Route(router).Silo);
        Assert.NotEqual(order[1].Silo, router.Begin(TaskKey.Of("t", "other"), new HashSet<string> { order[1].Silo })!.Silo);
        Refuse(1);
        Assert.Equal(order[2].Silo, Route(router).Silo);
        // The one that has the base is away: the others may have it now.
        Assert.Equal(order[0].Silo, router.Begin(Task, new HashSet<string> { order[2].Silo })!.Silo);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(order[0].Silo, Route(router).Silo);

        void Refuse(int at) => router.Refused(Task, "", order[at].Silo);
    }

    [Fact]
    public void Begin_OfATaskThatAllHaveRefused_AsksEachOfThemOnce()
    {
        _view.Put(Silos.Many(3));
        var router = Router();
        foreach (var silo in _view.Silos) router.Refused(Task, "", silo.Silo);
        var failed = new HashSet<string>();
        while (router.Begin(Task, failed) is { } route) Assert.True(failed.Add(route.Silo));
        Assert.Equal(3, failed.Count);
    }

    [Fact]
    public void Begin_OfAVersion_AsksSilosThatHaveRefusedAnother()
    {
        _view.Put(Silos.Many(2));
        var (router, order) = (Router(), Order());
        router.Refused(Task, "task@v1", order[0].Silo);
        Assert.Equal(order[1].Silo, router.Begin(Task, null, "task@v1")!.Silo);
        _time.Advance(_options.TrustFor + TimeSpan.FromSeconds(1));
        Assert.Equal(order[0].Silo, router.Begin(Task, null, "task@v2")!.Silo);
    }

    [Fact]
    public void Begin_AfterTheOnlyReplicaHasFailed_GoesToTheNext()
    {
        _view.Put(Silos.Many(2));
        var (router, order) = (new RequestRouter("here", _view, _options with { MaxReplicas = 1 }, _time), Order());
        Assert.Equal(order[0].Silo, router.Begin(Task)!.Silo);
        Assert.Equal(order[1].Silo, router.Begin(Task, new HashSet<string> { order[0].Silo })!.Silo);
    }

    [Fact]
    public void Begin_OfATaskThatManyRefuse_ReachesTheOneThatCanAnswer()
    {
        _view.Put(Silos.Many(100));
        var (router, last) = (Router(), Order()[^1].Silo);
        HashSet<string>? failed = null;
        while (router.Begin(Task, failed) is { } route && route.Silo != last)
        {
            router.Refused(Task, "", route.Silo);
            (failed ??= []).Add(route.Silo);
        }

        Assert.Equal(99, failed!.Count);
        Assert.Equal(last, Route(router).Silo);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(7, 2)]
    [InlineData(70, 2)]
    public void Begin_OfATaskOfOneRouter_CountsTheOthersByWhatTheyRoute(double routedElsewhere, int replicas)
    {
        var silos = Silos.Many(1000).Select(silo => silo with { Resident = [Task] }).ToArray();
        silos[1] = silos[1] with { RoutedPerSecond = routedElsewhere };
        silos[2] = silos[2] with { RoutedPerSecond = routedElsewhere, IsLeaving = true };
        silos[3] = silos[3] with { RoutedPerSecond = 1000 };
        _view.Put(silos);
        var router = Router(silos[3].Silo);
        var used = new HashSet<string>();
        for (var i = 0; i < 700; i++)
        {
            var route = Route(router);
            if (i >= 350) used.Add(route.Silo);
            _time.Advance(TimeSpan.FromSeconds(1 / 7.0));
        }

        Assert.Equal(7, router.RoutedPerSecond, 0.4);
        Assert.Equal(replicas, used.Count);
    }

    private RequestRouter Router(string here = "here") => new(here, _view, _options, _time);

    private static Route Route(RequestRouter router)
    {
        var route = router.Begin(Task)!;
        router.End(route.Silo);
        return route;
    }

    private SiloReport[] Order()
    {
        var order = new RankedSilo[_view.Silos.Count];
        Rendezvous.First(Task, [.. _view.Silos.Select(silo => new RankedSilo(silo))], order);
        return [.. order.Select(silo => silo.Report)];
    }
}
