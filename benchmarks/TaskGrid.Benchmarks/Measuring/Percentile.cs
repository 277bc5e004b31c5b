namespace TaskGrid.Benchmarks.Measuring;

/// <summary>The value that a share of the values do not exceed.</summary>
internal static class Percentile
{
    /// <summary>A percentile, by the nearest rank.</summary>
    /// <param name="values">Some values.</param>
    /// <param name="percent">Above 0 and at most 100.</param>
    /// <exception cref="InvalidOperationException">There are none.</exception>
    public static double Of(IEnumerable<double> values, double percent)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0) throw new InvalidOperationException("No values.");
        return sorted[Math.Max(0, (int)Math.Ceiling(percent / 100 * sorted.Length) - 1)];
    }
}
