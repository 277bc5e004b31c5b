namespace TaskGrid.Cluster;

/// <summary>
/// How many silos should answer for a task: its request rate over the rate of one silo, and more where so many were too few. The rate is
/// a sum of requests that halves every <see cref="RoutingOptions.HalfLife"/>; tasks without requests are forgotten. Not safe for several
/// threads.
/// </summary>
public sealed class ReplicaCounts(RoutingOptions options)
{
    private const int FirstSweep = 4096;
    private readonly Dictionary<ulong, (double Sum, TimeSpan At)> _sums = [];
    // What silos have shown, for the few tasks that were too much for theirs: how many of them answer how many requests a second.
    private readonly Dictionary<ulong, (int Count, double Rate, TimeSpan At)> _raised = [];
    private (double Sum, TimeSpan At) _all;
    private int _sweepAt = FirstSweep;

    /// <summary>Tasks whose rate is kept.</summary>
    public int Count => _sums.Count;

    /// <summary>Counts a request.</summary>
    /// <param name="task">The task.</param>
    /// <param name="now">Time since any fixed moment.</param>
    public void Observe(ulong task, TimeSpan now)
    {
        _all = (Left(_all, now) + 1, now);
        _sums[task] = (Left(_sums.GetValueOrDefault(task), now) + 1, now);
        if (_sums.Count > _sweepAt) Sweep(now);
    }

    /// <summary>Requests a second of a task that was counted: its share of these requests is taken for its share of all, at most as if
    /// every router had as many.</summary>
    /// <param name="task">The task.</param>
    /// <param name="others">Requests a second of all tasks that other routers have counted.</param>
    /// <param name="routers">Routers that have counted any, with this one.</param>
    /// <param name="now">Time since the same moment.</param>
    public double RateOf(ulong task, double others, int routers, TimeSpan now)
    {
        var own = PerSecond(now);
        return own == 0
            ? 0
            : PerSecond(Left(_sums.GetValueOrDefault(task), now)) * Math.Min((own + others) / own, routers);
    }

    /// <summary>How many replicas a task should have.</summary>
    /// <param name="task">The task.</param>
    /// <param name="rate">Its <see cref="RateOf"/>.</param>
    public int Wanted(ulong task, double rate)
    {
        var wanted = Math.Clamp((int)Math.Ceiling(rate / options.RequestsPerReplica), 1, options.MaxReplicas);
        if (!_raised.TryGetValue(task, out var raised)) return wanted;
        // So many are enough for the highest rate since; fewer requests want fewer.
        raised.Rate = Math.Max(raised.Rate, rate);
        var shown = (int)Math.Ceiling(raised.Count * (rate / raised.Rate));
        if (shown > 1) _raised[task] = raised;
        else _raised.Remove(task);
        return Math.Max(wanted, shown);
    }

    /// <summary>The replicas of a task are too few: it should have half as many more, for as long as its rate stays what it is.</summary>
    /// <param name="task">The task.</param>
    /// <param name="rate">Its <see cref="RateOf"/>.</param>
    /// <param name="now">Time since the same moment.</param>
    /// <param name="wait">So long after the last time it is not said again, since nobody can have seen what that has changed.</param>
    public void Raise(ulong task, double rate, TimeSpan now, TimeSpan wait)
    {
        if (_raised.TryGetValue(task, out var raised) && now - raised.At < wait) return;
        var wanted = Wanted(task, rate);
        _raised[task] = (Math.Min(wanted + Math.Max(1, wanted / 2), options.MaxReplicas), rate, now);
    }

    /// <summary>Requests a second of all tasks.</summary>
    /// <param name="now">Time since the same moment.</param>
    public double PerSecond(TimeSpan now) => PerSecond(Left(_all, now));

    // A constant rate r gives the sum r · half-life ÷ ln 2.
    private double PerSecond(double sum) => sum * Math.Log(2) / options.HalfLife.TotalSeconds;

    private double Left((double Sum, TimeSpan At) known, TimeSpan now) => known.Sum * Remaining(now - known.At);

    private double Remaining(TimeSpan elapsed) => Math.Pow(2, -elapsed / options.HalfLife);

    private void Sweep(TimeSpan now)
    {
        foreach (var (task, known) in _sums)
        {
            if (Left(known, now) >= 0.5) continue;
            _sums.Remove(task);
            _raised.Remove(task);
        }

        _sweepAt = Math.Max(FirstSweep, 2 * _sums.Count);
    }
}
