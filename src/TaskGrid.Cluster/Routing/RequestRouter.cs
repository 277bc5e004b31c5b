namespace TaskGrid.Cluster;

/// <summary>
/// Sends a task's requests to silos where it is in memory: to the least busy of the first k in the task's order, k by its
/// request rate and by what waits there. A task that is nowhere in memory goes to the one of its first two silos that has more
/// free memory.
/// Requests to a base alone are kept at home where that is possible. Safe for several threads.
/// </summary>
/// <param name="here">The silo that routes.</param>
/// <param name="view">What it knows of the others.</param>
/// <param name="options">Settings.</param>
/// <param name="time">The clock.</param>
public sealed class RequestRouter(string here, ClusterView view, RoutingOptions options, TimeProvider time)
{
    private const int MaxChosen = 1 << 16;
    private const int MaxRefused = 1 << 12;

    // A task of which fewer requests wait is not what its silo is busy with.
    private const int FewestWaiting = 8;

    // A base may be imported meanwhile.
    private static readonly TimeSpan RefusedFor = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly ReplicaCounts _replicas = new(options);
    private readonly RankedSilo[] _order = new RankedSilo[options.MaxReplicas];
    // What a report has not shown yet: where a task is being loaded, and whether requests may go there already.
    private readonly Dictionary<(ulong Task, string Silo), (long Until, bool IsWarm)> _chosen = [];
    private readonly Dictionary<(ulong Task, string Model), Refusals> _refused = [];
    private readonly Dictionary<string, int> _active = new(StringComparer.Ordinal);
    // Silos that a request has found gone, and until when they are avoided.
    private readonly Dictionary<string, long> _gone = new(StringComparer.Ordinal);
    private readonly long _start = time.GetTimestamp();
    private IReadOnlyList<SiloReport> _seen = [];
    private List<RankedSilo> _workers = [];
    private Dictionary<string, (SiloReport Report, long At)> _heard = [];
    // Members that tell nothing any more.
    private HashSet<string> _silent = [];
    private double _routedElsewhere;
    private int _routers = 1;
    private TimeSpan _trustFor = options.TrustFor;
    private uint _turn;

    /// <summary>Requests a second that it has routed to tasks; they count by half after <see cref="RoutingOptions.HalfLife"/>.</summary>
    public double RoutedPerSecond
    {
        get
        {
            lock (_lock) return _replicas.PerSecond(Now);
        }
    }

    /// <summary>
    /// Chooses a silo; call <see cref="End"/> when it has answered. Where all that are left have refused (<see cref="Refused"/>), they are
    /// asked all the same: their folders may have the base now, and an alias may name a version of another base than before. So are silos
    /// that are avoided because they were gone a moment ago (<see cref="Gone"/>), or are the few whose reports do not come any more.
    /// </summary>
    /// <param name="task">The task's <see cref="TaskKey"/>.</param>
    /// <param name="failed">Silos that did not answer this request; null or none: it is its first try.</param>
    /// <param name="model">What of the task is asked for.</param>
    /// <param name="fingerprint">Of the base that it needs; null: not known yet. Silos that have others alone are not asked.</param>
    /// <returns>The route, or null when there is no silo left.</returns>
    public Route? Begin(ulong task, IReadOnlySet<string>? failed = null, string model = "", string? fingerprint = null)
    {
        lock (_lock)
        {
            Refresh();
            if (failed is not { Count: > 0 }) _replicas.Observe(task, Now);
            var order = _order.AsSpan(0, Rendezvous.First(task, Able((task, model), failed, fingerprint), _order));
            return Choose(task, order, RateOf(task)) is { } route ? Taken(route) : null;
        }
    }

    /// <summary>
    /// Chooses the silo of a request to a base alone; call <see cref="End"/> when it has answered. A worker that has the
    /// base comes before one that has not, then this silo, then one with the base in memory, then the least busy.
    /// Where none has it, a worker says so itself, since its folder may be newer than its report; but none speaks for a
    /// silo that has failed.
    /// </summary>
    /// <param name="baseName">The base.</param>
    /// <param name="failed">Silos that did not answer this request; null or none: it is its first try.</param>
    /// <returns>The route, or null when there is no silo left.</returns>
    public Route? Begin(string baseName, IReadOnlySet<string>? failed = null)
    {
        lock (_lock)
        {
            Refresh();
            var best = _workers.Select(worker => worker.Report)
                .Where(silo => failed?.Contains(silo.Silo) != true)
                .OrderByDescending(silo => silo.Bases.Contains(baseName))
                .ThenBy(silo => IsAvoided(silo.Silo))
                .ThenByDescending(silo => silo.Silo == here)
                .ThenByDescending(silo => silo.LoadedBases.Contains(baseName))
                .ThenBy(Load)
                .FirstOrDefault();
            if (best is null || (failed is { Count: > 0 } && !best.Bases.Contains(baseName))) return null;
            return Taken(new Route(best.Silo, best.LoadedBases.Contains(baseName), null));
        }
    }

    /// <summary>A silo has loaded a task, as <see cref="Route.Warm"/> asked for.</summary>
    public void Warmed(ulong task, string silo)
    {
        lock (_lock) Remember(task, silo, isWarm: true);
    }

    /// <summary>A request for a task was refused where too much waits, and answered elsewhere: the task should have more replicas.
    /// </summary>
    public void Busy(ulong task)
    {
        lock (_lock) _replicas.Raise(task, RateOf(task), Now, _trustFor);
    }

    /// <summary>A silo does not have the base of what was asked for: for a minute the others are asked.</summary>
    /// <param name="task">The task.</param>
    /// <param name="model">What of it was asked for; its versions may be of several bases.</param>
    /// <param name="silo">The silo.</param>
    /// <param name="fingerprint">Of the base, if the silo has said so: then those are asked that have it.</param>
    public void Refused(ulong task, string model, string silo, string? fingerprint = null)
    {
        lock (_lock)
        {
            if (RefusalsOf((task, model)) is not { } refusals)
            {
                if (_refused.Count >= MaxRefused) _refused.Clear();
                refusals = new(new(StringComparer.Ordinal), After(RefusedFor), null);
            }

            refusals.Silos.Add(silo);
            _refused[(task, model)] = refusals with { Fingerprint = fingerprint ?? refusals.Fingerprint };
        }
    }

    /// <summary>A silo was gone when a request came to it: for some seconds the others are asked.</summary>
    public void Gone(string silo)
    {
        lock (_lock) _gone[silo] = After(_trustFor);
    }

    /// <summary>A silo has answered, or failed to.</summary>
    public void End(string silo)
    {
        lock (_lock)
        {
            var left = _active.GetValueOrDefault(silo) - 1;
            if (left > 0) _active[silo] = left;
            else _active.Remove(silo);
        }
    }

    private TimeSpan Now => time.GetElapsedTime(_start);

    private double RateOf(ulong task) => _replicas.RateOf(task, _routedElsewhere, _routers, Now);

    private Route Taken(Route route)
    {
        _active[route.Silo] = _active.GetValueOrDefault(route.Silo) + 1;
        return route;
    }

    private void Refresh()
    {
        var silos = view.Silos;
        if (ReferenceEquals(silos, _seen)) return;
        _seen = silos;
        _workers = [.. silos.Where(silo => silo.IsWorker).Select(silo => new RankedSilo(silo))];
        _trustFor = ReportPace.UntilSeen * ReportPace.Of(silos.Count, options.TrustFor / ReportPace.UntilSeen);
        var others = silos.Where(silo => silo.Silo != here).ToArray();
        var routers = others.Where(silo => silo is { IsLeaving: false, RoutedPerSecond: > 0 }).ToArray();
        (_routedElsewhere, _routers) = (routers.Sum(silo => silo.RoutedPerSecond), routers.Length + 1);

        var now = time.GetTimestamp();
        _heard = others.ToDictionary(
            silo => silo.Silo,
            silo => _heard.TryGetValue(silo.Silo, out var last) && ReferenceEquals(last.Report, silo) ? last : (silo, now),
            StringComparer.Ordinal);
        HashSet<string> late = [.. _heard.Where(silo => time.GetElapsedTime(silo.Value.At, now) > _trustFor).Select(silo => silo.Key)];
        // Where most are late it is not they, but what passes reports on. Of a single one that cannot be told: this silo is here.
        _silent = late.Count <= Math.Max(1, others.Length / 2) ? late : [];
        foreach (var (silo, until) in _gone)
        {
            if (until <= now) _gone.Remove(silo);
        }
    }

    private List<RankedSilo> Able((ulong Task, string Model) asked, IReadOnlySet<string>? failed, string? fingerprint)
    {
        var left = failed is not { Count: > 0 } ? _workers : _workers.FindAll(worker =>
            !failed.Contains(worker.Report.Silo) && (fingerprint is null || worker.Report.MayHaveWeights(fingerprint)));
        if (RefusalsOf(asked) is { } refusals)
        {
            var able = left.FindAll(worker => !refusals.Silos.Contains(worker.Report.Silo)
                && (refusals.Fingerprint is not { } known || worker.Report.MayHaveWeights(known)));
            if (able.Count > 0) left = able;
        }

        if (_silent.Count == 0 && _gone.Count == 0) return left;
        var there = left.FindAll(worker => !IsAvoided(worker.Report.Silo));
        return there.Count > 0 ? there : left;
    }

    private bool IsAvoided(string silo) =>
        _silent.Contains(silo) || (_gone.TryGetValue(silo, out var until) && time.GetTimestamp() < until);

    private Refusals? RefusalsOf((ulong Task, string Model) asked) =>
        _refused.TryGetValue(asked, out var refusals) && time.GetTimestamp() < refusals.Until ? refusals : null;

    private Route? Choose(ulong task, ReadOnlySpan<RankedSilo> order, double rate)
    {
        var wanted = _replicas.Wanted(task, rate);
        SiloReport? cold = null, other = null;
        Span<int> idlest = stackalloc int[order.Length];
        int warm = 0, count = 0, least = int.MaxValue;
        double waiting = double.PositiveInfinity, elsewhere = double.PositiveInfinity;
        for (var i = 0; i < order.Length; i++)
        {
            var silo = order[i].Report;
            if (warm < wanted && IsWarm(task, silo))
            {
                warm++;
                waiting = Math.Min(waiting, silo.WaitingSeconds);
                var load = Load(silo);
                if (load < least) (least, count) = (load, 0);
                if (load == least) idlest[count++] = i;
                continue;
            }

            elsewhere = Math.Min(elsewhere, silo.WaitingSeconds);
            if (cold is null) cold = silo;
            else other ??= silo;
        }

        if (count > 0)
        {
            // Equals take turns.
            var best = order[idlest[(int)(_turn++ % (uint)count)]].Report;
            // Too much waits on all of them, and less on others.
            if (warm == wanted && waiting > options.MaxWaiting.TotalSeconds && elsewhere < waiting / 2 && rate * waiting >= FewestWaiting)
                _replicas.Raise(task, rate, Now, _trustFor);
            if (warm == wanted || cold is null || IsRecent(task, cold.Silo, out _)) return new Route(best.Silo, true, null);
            Remember(task, cold.Silo, isWarm: false);
            return new Route(best.Silo, true, cold.Silo);
        }

        if (cold is null) return null;
        if (other is not null && other.FreeBytes > cold.FreeBytes) cold = other;
        Remember(task, cold.Silo, isWarm: true);
        return new Route(cold.Silo, false, null);
    }

    private bool IsWarm(ulong task, SiloReport silo) =>
        silo.Holds(task) || (IsRecent(task, silo.Silo, out var isWarm) && isWarm);

    private bool IsRecent(ulong task, string silo, out bool isWarm)
    {
        var isKnown = _chosen.TryGetValue((task, silo), out var choice);
        isWarm = choice.IsWarm;
        return isKnown && time.GetTimestamp() < choice.Until;
    }

    private int Load(SiloReport silo) => silo.ActiveRequests + _active.GetValueOrDefault(silo.Silo);

    private void Remember(ulong task, string silo, bool isWarm)
    {
        if (_chosen.Count >= MaxChosen) Forget();
        _chosen[(task, silo)] = (After(_trustFor), isWarm);
    }

    private long After(TimeSpan span) => time.GetTimestamp() + (long)(span.TotalSeconds * time.TimestampFrequency);

    private void Forget()
    {
        var now = time.GetTimestamp();
        foreach (var (key, choice) in _chosen)
        {
            if (choice.Until <= now) _chosen.Remove(key);
        }

        if (_chosen.Count >= MaxChosen) _chosen.Clear();
    }

    // Of silos that do not have a base; null: none has said which it is.
    private sealed record Refusals(HashSet<string> Silos, long Until, string? Fingerprint);
}
