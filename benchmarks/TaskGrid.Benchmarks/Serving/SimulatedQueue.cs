using TaskGrid.Benchmarks.Measuring;

namespace TaskGrid.Benchmarks.Serving;

/// <summary>
/// What to hold latencies against: a simulated server that loses no time between batches, with requests at random moments. Whatever waits
/// when a batch ends is the next one, in order, up to a number of tokens.
/// </summary>
/// <param name="Text">Time of a text, whatever its tokens: of its task's entries; in times of a token.</param>
/// <param name="Pass">Time of a batch, whatever its texts.</param>
/// <param name="SmallPass">The same of a batch of at most <paramref name="SmallTokens"/>.</param>
/// <param name="SmallTokens">Tokens of a small batch.</param>
/// <param name="MostTokens">Tokens of a batch, unless one text has more; 1: each text is a batch.</param>
internal sealed record SimulatedQueue(double Text, double Pass, double SmallPass, int SmallTokens, int MostTokens)
{
    private const int Requests = 200_000;

    /// <summary>p50 and p99 from a request's arrival to its answer, in times of a token.</summary>
    /// <param name="tokens">Lengths of texts, each as likely as any other.</param>
    /// <param name="load">Requests that come, of the most that full batches answer; below 1.</param>
    public (double P50, double P99) Latencies(IReadOnlyList<int> tokens, double load)
    {
        var mean = tokens.Average();
        // A batch holds as many texts as fit: its last one leaves about half of itself free.
        var texts = Math.Max(1, (MostTokens / mean) - 0.5);
        var pause = Time(texts, texts * mean) / texts / load;
        var random = new Random(7);
        var waiting = new Queue<(double Came, int Tokens)>();
        double next = Pause(), now = 0;
        var times = new List<double>(Requests);
        while (times.Count < Requests)
        {
            if (waiting.Count == 0) now = Math.Max(now, next);
            for (; next <= now; next += Pause()) waiting.Enqueue((next, tokens[random.Next(tokens.Count)]));
            var (count, sum) = (0, 0);
            foreach (var request in waiting)
            {
                if (count > 0 && sum + request.Tokens > MostTokens) break;
                count++;
                sum += request.Tokens;
            }

            now += Time(count, sum);
            for (; count > 0; count--) times.Add(now - waiting.Dequeue().Came);
        }

        return (Percentile.Of(times, 50), Percentile.Of(times, 99));

        double Pause() => -Math.Log(1 - random.NextDouble()) * pause;
    }

    private double Time(double texts, double tokens) => (texts * Text) + tokens + (tokens <= SmallTokens ? SmallPass : Pass);
}
