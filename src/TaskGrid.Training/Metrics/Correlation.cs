namespace TaskGrid.Training.Metrics;

/// <summary>Pearson's correlation coefficient, in two passes.</summary>
internal static class Correlation
{
    /// <summary>Computes it.</summary>
    /// <param name="x">Values.</param>
    /// <param name="y">Values, as many.</param>
    /// <returns>−1 to 1; 0 where it is undefined: all of <paramref name="x"/> or of <paramref name="y"/> are equal; NaN
    /// when a value is not finite.</returns>
    public static double Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var (meanX, meanY) = (Mean(x), Mean(y));
        var (xx, yy, xy) = (0.0, 0.0, 0.0);
        for (var row = 0; row < x.Length; row++)
        {
            var (dx, dy) = (x[row] - meanX, y[row] - meanY);
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }

        if (!double.IsFinite(xx + yy))
        {
            return double.NaN;
        }

        // A mean that rounds would leave equal values a tiny spread.
        return IsConstant(x) || IsConstant(y) ? 0 : Math.Clamp(xy / (Math.Sqrt(xx) * Math.Sqrt(yy)), -1, 1);
    }

    private static bool IsConstant(ReadOnlySpan<double> values) => !values.ContainsAnyExcept(values[0]);

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
