namespace TaskGrid.Cluster;

/// <summary>
/// How many silos should answer for a task: its request rate over the rate of one silo. The rate is a sum of requests that
/// halves every <see cref="RoutingOptions.HalfLife"/>; tasks without requests are forgotten. Not safe for several threads.
/// </summary>
public sealed class ReplicaCounts(RoutingOptions options)
{
    private const int FirstSweep = 4096;
    private readonly Dictionary<ulong, (double Sum, TimeSpan At)> _sums = [];
    private int _sweepAt = FirstSweep;

    /// <summary>Tasks whose rate is kept.</summary>
    public int Count => _sums.Count;

    /// <summary>Counts a request, and says how many replicas its task should have.</summary>
    /// <param name="task">The task.</param>
    /// <param name="routers">Routers that share the requests.</param>
    /// <param name="now">Time since any fixed moment.</param>
    public int Observe(ulong task, int routers, TimeSpan now)
    {
        var sum = 1.0;
        if (_sums.TryGetValue(task, out var known)) sum += known.Sum * Remaining(now - known.At);
        _sums[task] = (sum, now);
        if (_sums.Count > _sweepAt) Sweep(now);
        // A constant rate r gives the sum r · half-life ÷ ln 2.
        var rate = sum * Math.Log(2) / options.HalfLife.TotalSeconds * Math.Max(1, routers);
        return Math.Clamp((int)Math.Ceiling(rate / options.RequestsPerReplica), 1, options.MaxReplicas);
    }

    private double Remaining(TimeSpan elapsed) => Math.Pow(2, -elapsed / options.HalfLife);

    private void Sweep(TimeSpan now)
    {
        foreach (var (task, known) in _sums)
        {
            if (known.Sum * Remaining(now - known.At) < 0.5) _sums.Remove(task);
        }

        _sweepAt = Math.Max(FirstSweep, 2 * _sums.Count);
    }
}
