using TaskGrid.Benchmarks.Measuring;

namespace TaskGrid.Benchmarks.Serving;

/// <summary>One kind of traffic on one base.</summary>
/// <param name="Shape">The base's shape.</param>
/// <param name="Tasks">Resident tasks that requests are for.</param>
/// <param name="Zipf">Whether the task of rank r is asked for in proportion to 1/r; otherwise all are alike.</param>
/// <param name="Tokens">Tokens of a request.</param>
/// <param name="Half">Whether products are computed in bf16.</param>
/// <param name="Threads">Threads.</param>
internal sealed record ServingCase(BertShape Shape, int Tasks, bool Zipf, int Tokens, bool Half, int Threads)
{
    /// <summary>Tokens of a batch: the most that a server takes at once by itself.</summary>
    public const int BatchTokens = 1024;

    /// <summary>Requests of a batch.</summary>
    public int Rows => BatchTokens / Tokens;

    /// <summary>In words.</summary>
    public string Label => FormattableString.Invariant(
        $"{Shape.Name}, {(Half ? "bf16" : "fp32")}, {Tokens} tokens, {Tasks} tasks, {(Zipf ? "Zipf" : "uniform")}");

    /// <summary>The task of each request of a batch.</summary>
    /// <param name="random">Where chance comes from.</param>
    public int[] Draw(Random random)
    {
        var weights = Enumerable.Range(1, Tasks).Select(rank => Zipf ? 1.0 / rank : 1).ToArray();
        var total = weights.Sum();
        return [.. Enumerable.Range(0, Rows).Select(_ =>
        {
            var point = random.NextDouble() * total;
            for (var task = 0; task < Tasks; task++)
            {
                point -= weights[task];
                if (point < 0) return task;
            }

            return Tasks - 1;
        })];
    }
}
