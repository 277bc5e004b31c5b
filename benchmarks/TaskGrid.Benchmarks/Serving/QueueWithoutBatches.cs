using TaskGrid.Benchmarks.Measuring;

namespace TaskGrid.Benchmarks.Serving;

/// <summary>
/// What to hold latencies against: a simulated server that answers one text after the other, in order, in a time proportional to its
/// tokens, with requests at random moments (M/G/1 in Kendall's notation).
/// </summary>
internal static class QueueWithoutBatches
{
    private const int Requests = 200_000;

    /// <summary>Its p99 over its p50, from a request's arrival to its answer.</summary>
    /// <param name="tokens">Lengths of texts, each as likely as any other.</param>
    /// <param name="load">The share of the time in which it works, below 1.</param>
    public static double TailRatio(IReadOnlyList<int> tokens, double load)
    {
        var random = new Random(7);
        var meanPause = tokens.Average() / load;
        double arrival = 0, free = 0;
        var times = new double[Requests];
        for (var i = 0; i < Requests; i++)
        {
            arrival -= Math.Log(1 - random.NextDouble()) * meanPause;
            free = Math.Max(arrival, free) + tokens[random.Next(tokens.Count)];
            times[i] = free - arrival;
        }

        return Percentile.Of(times, 99) / Percentile.Of(times, 50);
    }
}
