namespace TaskGrid.Benchmarks.Placement;

/// <summary>Draws ranks 0 … n−1 of which rank r has a probability proportional to 1 ÷ (r + 1)^s.</summary>
internal sealed class ZipfDraw
{
    private readonly double[] _sums;
    private readonly Random _random;

    /// <summary>Prepares the draw.</summary>
    public ZipfDraw(int count, double exponent, Random random)
    {
        _random = random;
        _sums = new double[count];
        var sum = 0.0;
        for (var rank = 0; rank < count; rank++) _sums[rank] = sum += Math.Pow(rank + 1, -exponent);
    }

    /// <summary>The next rank.</summary>
    public int Next()
    {
        var at = Array.BinarySearch(_sums, _random.NextDouble() * _sums[^1]);
        return Math.Min(at < 0 ? ~at : at, _sums.Length - 1);
    }
}
