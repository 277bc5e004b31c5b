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

    /// <summary>The least time between two reports of a silo.</summary>
    public static readonly TimeSpan LeastReportEvery = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(0.1);

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
        _reportEvery = ReportPace.Of(settings.Silos, LeastReportEvery);
        _slicesOfAPeriod = (int)(_reportEvery / Slice);
        _phases = [.. _silos.Select(_ => _random.Next(_slicesOfAPeriod))];
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

    /// <summary>Its clock.</summary>
    public TimeProvider Time => _time;

    /// <summary>How often a silo reports.</summary>
    public TimeSpan ReportEvery => _reportEvery;

    /// <summary>What a silo knows of all.</summary>
    public IReadOnlyList<SiloReport> View => _asked[0].View.Silos;

    /// <summary>What one of the silos that are asked knows of all.</summary>
    /// <param name="caller">Who asks: callers spread over them.</param>
    public IReadOnlyList<SiloReport> ViewOf(int caller) => _asked[caller % _asked.Length].View.Silos;

    /// <summary>A silo that is there.</summary>
    public SimulatedSilo Find(string address) => _byAddress[address];

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

    /// <summary>Processor time of choosing a silo for a job; none is placed.</summary>
    /// <param name="count">Of how many the mean is taken.</param>
    public TimeSpan TimeOfAPlacement(int count)
    {
        var start = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < count; i++) TaskPlacement.Choose(_tasks[i % _tasks.Length], "base", View);
        return (Environment.CpuUsage.TotalTime - start) / count;
    }

    /// <summary>Asks for every task once, as has happened in a cluster that runs for long.</summary>
    public void AskForEach()
    {
        foreach (var task in _tasks) Request(task);
        for (var i = 0; i < _silos.Length; i++) Report(i);
        ReadReports();
    }

    /// <summary>Lets time pass; each silo reports, and reads as a gateway, once in a period, at its own time.</summary>
    /// <param name="time">How much.</param>
    /// <param name="requests">Whether requests come meanwhile.</param>
    public void Pass(TimeSpan time, bool requests = true)
    {
        for (var end = _slice + (int)Math.Round(time / Slice); _slice < end; _slice++)
        {
            _time.Advance(Slice);
            for (var i = 0; requests && i < _settings.RequestsPerSecond / 10; i++) Request(_tasks[_draw.Next()]);
            for (var i = 0; i < _silos.Length; i++)
            {
                if (IsDue(i)) Report(i);
            }

            ReadReports(IsDue);
        }
    }

    /// <summary>Restarts some silos as a rolling update does: they tell that they leave, go on answering until the others have heard,
    /// then end. Requests come all the time; a new process reads the reports before it takes any.</summary>
    /// <param name="from">The first.</param>
    /// <param name="count">How many at once.</param>
    /// <param name="goOnFor">How long they go on.</param>
    public void Roll(int from, int count, TimeSpan goOnFor)
    {
        for (var i = from; i < from + count; i++)
        {
            _silos[i].IsLeaving = true;
            Report(i);
        }

        Pass(goOnFor);
        for (var i = from; i < from + count; i++)
        {
            var silo = _silos[i];
            _byAddress.Remove(silo.Address);
            silo.Restart();
            _byAddress[silo.Address] = silo;
            _seen[i] = 0;
            if (i < _asked.Length) _asked[i] = Begin(silo);
            Report(i);
            Read(i);
        }
    }

    private (ClusterView View, ReportReader Reader, RequestRouter Router) Begin(SimulatedSilo silo)
    {
        var view = new ClusterView();
        return (view, new ReportReader(view), new RequestRouter(silo.Address, view, new RoutingOptions(), _time));
    }

    private bool IsDue(int silo) => (_slice + _phases[silo]) % _slicesOfAPeriod == 0;

    private void Request(ulong task)
    {
        var (_, _, router) = _asked[_random.Next(_asked.Length)];
        var request = new RoutedRequest(router, task, "");
        while (request.Next() is { } route)
        {
            request.End();
            if (_byAddress.TryGetValue(route.Silo, out var silo))
            {
                if (silo.Answer(task)) Counts.Hits++;
                else Counts.Misses++;
                request.Answered();
                Warm(router, task, route.Warm);
                return;
            }

            request.Gone();
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

    private void Report(int silo) => _table.Put(_silos[silo].Report() with
    {
        RoutedPerSecond = silo < _asked.Length ? _asked[silo].Router.RoutedPerSecond : 0,
    });

    private void ReadReports(Func<int, bool>? isDue = null)
    {
        for (var i = 0; i < _silos.Length; i++)
        {
            if (isDue?.Invoke(i) != false) Read(i);
        }
    }

    private void Read(int silo)
    {
        var isAsked = silo < _asked.Length;
        var reports = _table.Since(_seen[silo], isAsked ? _asked[silo].Reader.Lacking : []);
        _seen[silo] = _table.Number;
        Counts.Reports += reports.Count;
        Counts.ReportedBytes += reports.Sum(report => 100L + (8 * (report.Resident?.Length ?? 0)));
        if (!isAsked) return;
        _asked[silo].Reader.Take(_table.Number, reports);
        _asked[silo].View.Retain(_byAddress.ContainsKey);
    }
}
