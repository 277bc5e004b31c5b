namespace TaskGrid.Cluster;

/// <summary>
/// How many silos should answer for a task: its request rate over the rate of one silo. The rate is a sum of requests that
/// halves every <see cref="RoutingOptions.HalfLife"/>; tasks without requests are forgotten. Not safe for several threads.
/// </summary>
public sealed class ReplicaCounts(RoutingOptions options)
{
    private const int FirstSweep = 4096;
    private readonly Dictionary<ulong, (double Sum, TimeSpan At)> _sums = [];
    private (double Sum, TimeSpan At) _all;
    private int _sweepAt = FirstSweep;

    /// <summary>Tasks whose rate is kept.</summary>
    public int Count => _sums.Count;

    /// <summary>Counts a request, and says how many replicas its task should have.</summary>
    /// <param name="task">The task.</param>
    /// <param name="others">Requests a second of all tasks that other routers have counted.</param>
    /// <param name="routers">Routers that have counted any, with this one.</param>
    /// <param name="now">Time since any fixed moment.</param>
    public int Observe(ulong task, double others, int routers, TimeSpan now)
    {
        _all = (Left(_all, now) + 1, now);
        var sum = Left(_sums.GetValueOrDefault(task), now) + 1;
        _sums[task] = (sum, now);
        if (_sums.Count > _sweepAt) Sweep(now);
        // The task's share of these requests is taken for its share of all, at most as if every router had as many.
        var own = PerSecond(_all.Sum);
        var rate = PerSecond(sum) * Math.Min((own + others) / own, routers);
        return Math.Clamp((int)Math.Ceiling(rate / options.RequestsPerReplica), 1, options.MaxReplicas);
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
            if (Left(known, now) < 0.5) _sums.Remove(task);
        }

        _sweepAt = Math.Max(FirstSweep, 2 * _sums.Count);
    }
}
