using System.Diagnostics;
using TaskGrid.Benchmarks.Measuring;
using TaskGrid.Benchmarks.Output;

namespace TaskGrid.Benchmarks.Overhead;

/// <summary>Time and allocated bytes of a call that is made again and again.</summary>
/// <param name="call">The call.</param>
internal sealed class CallCosts(Action call)
{
    private readonly List<double> _milliseconds = [];
    private long _bytes;

    /// <summary>Milliseconds that half of the calls stayed below.</summary>
    public double Median => Percentile.Of(_milliseconds, 50);

    /// <summary>Bytes that a call allocates, of the whole process.</summary>
    public double Bytes => (double)_bytes / _milliseconds.Count;

    /// <summary>Makes calls.</summary>
    /// <param name="calls">How many.</param>
    /// <param name="counts">Whether they are counted.</param>
    public void Run(int calls, bool counts)
    {
        var times = new double[calls];
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < calls; i++)
        {
            var start = Stopwatch.GetTimestamp();
            call();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        if (!counts) return;
        _bytes += GC.GetTotalAllocatedBytes(precise: true) - before;
        _milliseconds.AddRange(times);
    }

    /// <summary>Its figures.</summary>
    /// <param name="name">What the call is called.</param>
    public IEnumerable<Figure> Figures(string name) =>
    [
        new($"{name}: p50", Median, "ms"),
        new($"{name}: p99", Percentile.Of(_milliseconds, 99), "ms"),
        new($"{name}: allocated", Bytes, "bytes/call"),
    ];
}
