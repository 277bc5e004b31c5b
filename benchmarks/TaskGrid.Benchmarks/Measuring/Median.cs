namespace TaskGrid.Benchmarks.Measuring;

/// <summary>The middle value, which a few slow rounds do not move.</summary>
internal static class Median
{
    /// <summary>The median of some values, the mean of the middle two for an even number.</summary>
    /// <exception cref="InvalidOperationException">There are none.</exception>
    public static double Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0) throw new InvalidOperationException("No values.");
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
