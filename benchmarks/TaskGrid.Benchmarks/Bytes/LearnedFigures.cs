using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Quality.Results;

namespace TaskGrid.Benchmarks.Bytes;

/// <summary>Diffs of real tasks, from the results of <c>bench quality</c>: how far their positions are from the bound of random
/// ones, by method.</summary>
internal static class LearnedFigures
{
    private const double Density = 0.005;

    /// <summary>Sums up the newest result of each run of 0.5 %.</summary>
    /// <param name="results">All results, the oldest first.</param>
    public static IEnumerable<Figure> Of(IEnumerable<QualityResult> results)
    {
        var methods = results.Where(result => result.Density == Density)
            .GroupBy(result => (result.Task, result.Method, result.Seed), (_, same) => same.Last())
            .GroupBy(result => result.Method)
            .OrderBy(method => method.Key, StringComparer.Ordinal);
        foreach (var method in methods)
        {
            var bits = method.Average(BitsPerPosition);
            var label = $"{method.Key} 0.5 %, mean of {method.Count()}";
            yield return new Figure($"{label}: bits per position", bits, "bits");
            yield return new Figure($"{label}: bits over the bound of random masks", bits / Bound, "x");
        }
    }

    // H(p)/p.
    private static double Bound =>
        -((Density * Math.Log2(Density)) + ((1 - Density) * Math.Log2(1 - Density))) / Density;

    // Scales of int8 values count here too; they are few.
    private static double BitsPerPosition(QualityResult result) =>
        (8.0 * result.DiffBytes / result.Nonzeros) - result.ValueFormat switch { "fp32" => 32, "int8" => 8, _ => 16 };
}
