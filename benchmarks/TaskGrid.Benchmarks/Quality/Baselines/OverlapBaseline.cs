using System.Text.RegularExpressions;
using TaskGrid.Training.Data;
using TaskGrid.Training.Metrics;

namespace TaskGrid.Benchmarks.Quality.Baselines;

/// <summary>How alike two texts are by their words alone: what a regression over pairs gives away without any training.</summary>
internal static partial class OverlapBaseline
{
    /// <summary>Rises with a change of the code that changes scores.</summary>
    public const int Revision = 1;

    /// <summary>Scores the Jaccard index of the texts' sets of words, in lower case, as the prediction.</summary>
    /// <param name="test">Rows of pairs.</param>
    /// <param name="metric">The metric.</param>
    public static double Score(TaskRows test, Metric metric) =>
        metric.Compute([.. test.Select(row => Jaccard(Words(row.Text), Words(row.TextPair!)))], test.Targets.AsSpan());

    private static float Jaccard(HashSet<string> first, HashSet<string> second)
    {
        var both = first.Count(second.Contains);
        return both == 0 ? 0 : (float)both / (first.Count + second.Count - both);
    }

    private static HashSet<string> Words(string text) =>
        [.. Word().Matches(text.ToLowerInvariant()).Select(match => match.Value)];

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
