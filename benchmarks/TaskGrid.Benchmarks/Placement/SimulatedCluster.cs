using TaskGrid.Cluster;

namespace TaskGrid.Benchmarks.Placement;

/// <summary>
/// Many silos in one process: memory, time and traffic are simulated; routers, replica counts, report table and placement
/// are those of the cluster.
/// </summary>
internal sealed class SimulatedCluster
{
    // Silos that clients ask; each has a router and a view of its own. What the others read is counted alone.
    private const int Asked = 20;

    private readonly SimulationSettings _settings;
    private readonly SimulatedTime _time = new();
    private readonly SimulatedSilo[] _silos;
    private readonly Dictionary<string, SimulatedSilo> _byAddress = new(StringComparer.Ordinal);
    private readonly ReportTable _table;
    private readonly (ClusterView View, ReportReader Reader, RequestRouter Router)[] _asked;
    private readonly long[] _seen;
    private readonly ulong[] _tasks;
    private readonly ZipfDraw _draw;
    private readonly Random _random;
    private readonly TimeSpan _reportEvery;

    /// <summary>Makes the silos.</summary>
    public SimulatedCluster(SimulationSettings settings)
    {
        _settings = settings;
        _random = new Random(settings.Seed);
        _silos = [.. Enumerable.Range(0, settings.Silos).Select(number => new SimulatedSilo(number, settings.Capacity))];
        foreach (var silo in _silos) _byAddress[silo.Address] = silo;
        _reportEvery = ReportPace.Of(settings.Silos, TimeSpan.FromSeconds(1));
        _table = new ReportTable(_time, 6 * _reportEvery);
        _asked = [.. _silos.Take(Asked).Select(Begin)];
        _seen = new long[settings.Silos];
        _tasks = [.. Enumerable.Range(0, settings.Tasks).Select(task => TaskKey.Of("tenant", $"task-{task}"))];
        _draw = new ZipfDraw(settings.Tasks, settings.Exponent, _random);
        for (var i = 0; i < _silos.Length; i++) Report(i);
        ReadReports();
    }

    /// <summary>What was counted since <see cref="Reset"/>.</summary>
    public SimulationCounts Counts { get; private set; } = new();

    /// <summary>The silos.</summary>
    public IReadOnlyList<SimulatedSilo> Silos => _silos;

    /// <summary>How often a silo reports.</summary>
    public TimeSpan ReportEvery => _reportEvery;

    /// <summary>What a silo knows of all.</summary>
    public IReadOnlyList<SiloReport> View => _asked[0].View.Silos;

    /// <summary>Counts from here on.</summary>
    public void Reset()
    {
        Counts = new SimulationCounts();
    }

    /// <summary>Processor time of a routing decision; nothing is answered.</summary>
    /// <param name="count">Of how many the mean is taken.</param>
    public TimeSpan TimeOfARoute(int count)
    {
        var router = _asked[0].Router;
        var start = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < count; i++) router.End(router.Begin(_tasks[_draw.Next()])!.Silo);
        return (Environment.CpuUsage.TotalTime - start) / count;
    }

    /// <summary>Asks for every task once, as has happened in a cluster that runs for long.</summary>
    public void AskForEach()
    {
        foreach (var task in _tasks) Request(task);
        for (var i = 0; i < _silos.Length; i++) Report(i);
        ReadReports();
    }

    /// <summary>Lets a second pass; reports come as they do in a cluster, spread over their period.</summary>
    public void Second()
    {
        var perSlice = _settings.RequestsPerSecond / 10;
        for (var slice = 0; slice < 10; slice++)
        {
            _time.Advance(TimeSpan.FromSeconds(0.1));
            for (var i = 0; i < perSlice; i++) Request(_tasks[_draw.Next()]);
        }

        var share = TimeSpan.FromSeconds(1) / _reportEvery;
        for (var i = 0; i < _silos.Length; i++)
        {
            if (_random.NextDouble() < share) Report(i);
        }

        ReadReports(share);
    }

    /// <summary>Restarts some silos as a rolling update does: they tell that they leave, then end.</summary>
    /// <param name="from">The first.</param>
    /// <param name="count">How many at once.</param>
    public void Roll(int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            _silos[i].IsLeaving = true;
            Report(i);
        }

        ReadReports();
        for (var i = from; i < from + count; i++)
        {
            var silo = _silos[i];
            _byAddress.Remove(silo.Address);
            silo.Restart();
            _byAddress[silo.Address] = silo;
            _seen[i] = 0;
            if (i < _asked.Length) _asked[i] = Begin(silo);
            Report(i);
        }

        ReadReports();
        foreach (var (view, _, _) in _asked) view.Retain(_byAddress.ContainsKey);
    }

    private (ClusterView View, ReportReader Reader, RequestRouter Router) Begin(SimulatedSilo silo)
    {
        var view = new ClusterView();
        return (view, new ReportReader(view), new RequestRouter(silo.Address, view, new RoutingOptions(), _time));
    }

    private void Request(ulong task)
    {
        var (_, _, router) = _asked[_random.Next(_asked.Length)];
        var route = router.Begin(task)!;
        router.End(route.Silo);
        if (!_byAddress.TryGetValue(route.Silo, out var silo))
        {
            Counts.Lost++;
            return;
        }

        if (silo.Answer(task)) Counts.Hits++;
        else Counts.Misses++;
        if (route.Warm is not { } warm || !_byAddress.TryGetValue(warm, out var other)) return;
        other.Load(task);
        router.Warmed(task, warm);
        Counts.Replicas++;
    }

    private void Report(int silo) => _table.Put(_silos[silo].Report() with
    {
        RoutedPerSecond = silo < _asked.Length ? _asked[silo].Router.RoutedPerSecond : 0,
    });

    private void ReadReports(double share = 1)
    {
        for (var i = 0; i < _silos.Length; i++)
        {
            if (_random.NextDouble() >= share) continue;
            var reports = _table.Since(_seen[i], i < _asked.Length ? _asked[i].Reader.Lacking : []);
            _seen[i] = _table.Number;
            if (i < _asked.Length) _asked[i].Reader.Take(_table.Number, reports);
            Counts.Reports += reports.Count;
            Counts.ReportedBytes += reports.Sum(report => 100L + (8 * (report.Resident?.Length ?? 0)));
        }
    }
}
