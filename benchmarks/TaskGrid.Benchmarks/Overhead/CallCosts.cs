using System.Diagnostics;
using TaskGrid.Benchmarks.Measuring;
using TaskGrid.Benchmarks.Output;

namespace TaskGrid.Benchmarks.Overhead;

/// <summary>Time and allocated bytes of a call that is made again and again.</summary>
/// <param name="call">The call.</param>
internal sealed class CallCosts(Action call)
{
    private const int Rounds = 20;

    private readonly List<double> _milliseconds = [];

    /// <summary>Milliseconds that half of the calls stayed below.</summary>
    public double Median => Percentile.Of(_milliseconds, 50);

    /// <summary>Bytes that a call allocates, of the whole process.</summary>
    public double Bytes { get; private set; }

    /// <summary>Makes one call and times it.</summary>
    public void Time()
    {
        var start = Stopwatch.GetTimestamp();
        call();
        _milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>Makes calls and counts what they allocate: of several rounds the median, since now and then a task gets a merged copy,
    /// which takes as much as dozens of calls.</summary>
    public void Count(int calls)
    {
        var (each, rounds) = (Math.Max(1, calls / Rounds), new List<double>());
        while (rounds.Count < Rounds)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var i = 0; i < each; i++) call();
            rounds.Add((double)(GC.GetTotalAllocatedBytes(precise: true) - before) / each);
        }

        Bytes = Measuring.Median.Of(rounds);
    }

    /// <summary>Its figures.</summary>
    /// <param name="name">What the call is called.</param>
    /// <param name="bytesGoal">Of the bytes.</param>
    public IEnumerable<Figure> Figures(string name, Goal? bytesGoal = null) =>
    [
        new($"{name}: p50", Median, "ms"),
        new($"{name}: p99", Percentile.Of(_milliseconds, 99), "ms"),
        new($"{name}: allocated", Bytes, "bytes/call", bytesGoal),
    ];
}
