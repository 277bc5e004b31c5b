using TaskGrid.Cluster;

namespace TaskGrid.Benchmarks.Placement;

/// <summary>
/// Many silos in one process: memory, time and traffic are simulated; routers, replica counts, report table and placement
/// are those of the cluster.
/// </summary>
internal sealed class SimulatedCluster
{
    /// <summary>Silos that take requests; each has a router and a view of its own.</summary>
    public const int Gateways = 20;

    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(0.1);

    private readonly SimulationSettings _settings;
    private readonly SimulatedTime _time = new();
    private readonly SimulatedSilo[] _silos;
    private readonly Dictionary<string, SimulatedSilo> _byAddress = new(StringComparer.Ordinal);
    private readonly ReportTable _table;
    private readonly (ClusterView View, RequestRouter Router)[] _gateways;
    private readonly long[] _seen;
    private readonly ulong[] _tasks;
    private readonly ZipfDraw _draw;
    private readonly Random _random;
    private readonly TimeSpan _reportEvery;
    private readonly int _slicesOfAPeriod;
    private readonly int[] _phases;
    private int _slice;

    /// <summary>Makes the silos.</summary>
    public SimulatedCluster(SimulationSettings settings)
    {
        _settings = settings;
        _random = new Random(settings.Seed);
        _silos = [.. Enumerable.Range(0, settings.Silos).Select(number => new SimulatedSilo(number, settings.Capacity))];
        foreach (var silo in _silos) _byAddress[silo.Address] = silo;
        _reportEvery = ReportPace.Of(settings.Silos, TimeSpan.FromSeconds(1));
        _slicesOfAPeriod = (int)(_reportEvery / Slice);
        _phases = [.. _silos.Select(_ => _random.Next(_slicesOfAPeriod))];
        _table = new ReportTable(_time, 6 * _reportEvery);
        var options = new RoutingOptions();
        _gateways = [.. Enumerable.Range(0, Math.Min(Gateways, settings.Silos)).Select(_ =>
        {
            var view = new ClusterView();
            return (view, new RequestRouter(view, options, _time));
        })];
        _seen = new long[_gateways.Length];
        _tasks = [.. Enumerable.Range(0, settings.Tasks).Select(task => TaskKey.Of("tenant", $"task-{task}"))];
        _draw = new ZipfDraw(settings.Tasks, settings.Exponent, _random);
        foreach (var silo in _silos) _table.Put(silo.Report());
        ReadReports();
    }

    /// <summary>What was counted since <see cref="Reset"/>.</summary>
    public SimulationCounts Counts { get; private set; } = new();

    /// <summary>The silos.</summary>
    public IReadOnlyList<SimulatedSilo> Silos => _silos;

    /// <summary>How often a silo reports.</summary>
    public TimeSpan ReportEvery => _reportEvery;

    /// <summary>What a gateway knows.</summary>
    public IReadOnlyList<SiloReport> View => _gateways[0].View.Silos;

    /// <summary>Counts from here on.</summary>
    public void Reset()
    {
        Counts = new SimulationCounts();
    }

    /// <summary>Processor time of a routing decision; nothing is answered.</summary>
    /// <param name="count">Of how many the mean is taken.</param>
    public TimeSpan TimeOfARoute(int count)
    {
        var router = _gateways[0].Router;
        var start = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < count; i++) router.End(router.Begin(_tasks[_draw.Next()])!.Silo);
        return (Environment.CpuUsage.TotalTime - start) / count;
    }

    /// <summary>Asks for every task once, as has happened in a cluster that runs for long.</summary>
    public void AskForEach()
    {
        foreach (var task in _tasks) Request(task);
        foreach (var silo in _silos) _table.Put(silo.Report());
        ReadReports();
    }

    /// <summary>Lets time pass; each silo reports, and reads as a gateway, once in a period, at its own time.</summary>
    public void Pass(TimeSpan time)
    {
        for (var end = _slice + (int)Math.Round(time / Slice); _slice < end; _slice++)
        {
            _time.Advance(Slice);
            for (var i = 0; i < _settings.RequestsPerSecond / 10; i++) Request(_tasks[_draw.Next()]);
            for (var i = 0; i < _silos.Length; i++)
            {
                if (IsDue(i)) _table.Put(_silos[i].Report());
            }

            ReadReports(IsDue);
        }
    }

    /// <summary>Restarts some silos as a rolling update does: they tell that they leave, go on answering until the others have heard,
    /// then end. Requests come all the time.</summary>
    /// <param name="from">The first.</param>
    /// <param name="count">How many at once.</param>
    /// <param name="goOnFor">How long they go on.</param>
    public void Roll(int from, int count, TimeSpan goOnFor)
    {
        foreach (var silo in _silos.Skip(from).Take(count))
        {
            silo.IsLeaving = true;
            _table.Put(silo.Report());
        }

        Pass(goOnFor);
        foreach (var silo in _silos.Skip(from).Take(count))
        {
            _byAddress.Remove(silo.Address);
            silo.Restart();
            _byAddress[silo.Address] = silo;
            _table.Put(silo.Report());
        }
    }

    private bool IsDue(int silo) => (_slice + _phases[silo]) % _slicesOfAPeriod == 0;

    private void Request(ulong task)
    {
        var (_, router) = _gateways[_random.Next(_gateways.Length)];
        HashSet<string>? failed = null;
        while (router.Begin(task, failed) is { } route)
        {
            router.End(route.Silo);
            if (_byAddress.TryGetValue(route.Silo, out var silo))
            {
                if (silo.Answer(task)) Counts.Hits++;
                else Counts.Misses++;
                Warm(router, task, route.Warm);
                return;
            }

            // As a router does when a call fails.
            (failed ??= new(StringComparer.Ordinal)).Add(route.Silo);
            Counts.Rerouted++;
        }

        Counts.Lost++;
    }

    private void Warm(RequestRouter router, ulong task, string? address)
    {
        if (address is null || !_byAddress.TryGetValue(address, out var silo)) return;
        silo.Load(task);
        router.Warmed(task, address);
        Counts.Replicas++;
    }

    private void ReadReports(Func<int, bool>? isDue = null)
    {
        for (var i = 0; i < _gateways.Length; i++)
        {
            if (isDue?.Invoke(i) == false) continue;
            var reports = _table.Since(_seen[i]);
            _seen[i] = _table.Number;
            _gateways[i].View.Put(reports);
            _gateways[i].View.Retain(_byAddress.ContainsKey);
            Counts.ReportedBytes += reports.Sum(report => 100L + (8 * report.Resident.Length));
        }
    }
}
