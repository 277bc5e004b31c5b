using TaskGrid.Benchmarks.Measuring;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Quality.Plan;
using TaskGrid.Diffs;

namespace TaskGrid.Benchmarks.Bytes;

/// <summary>The position code on random masks: bits against the bound, and speed on one thread.</summary>
internal static class PositionFigures
{
    /// <summary>Coded positions take at most this times H(p)/p bits.</summary>
    private const double WantedRatio = 1.02;

    /// <summary>Millions of entries decoded a second and thread.</summary>
    private const double WantedRate = 200;

    private static readonly double[] Densities = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05];

    /// <summary>Measures each density.</summary>
    /// <param name="layout">The layout of the masked parameters.</param>
    /// <param name="progress">Where to say how far it is.</param>
    /// <param name="cancellationToken">Stops between measurements.</param>
    public static IEnumerable<Figure> Measure(
        ParameterLayout layout, ProgressLine progress, CancellationToken cancellationToken)
    {
        foreach (var density in Densities)
        {
            var label = $"random mask, {QualityRun.Percent(density)}";
            progress.Update(label);
            var indices = RandomMask.Draw(Density.Entries(density, layout.Count), layout.Count, seed: 1);
            var payload = PositionCodec.Encode(layout, indices);
            var bits = 8.0 * payload.Length / indices.Length;
            yield return new Figure($"{label}: bits per position", bits, "bits");
            yield return new Figure(
                $"{label}: bits over the bound H(p)/p",
                bits / PositionCodec.EntropyBits(indices.Length, layout.Count),
                "x",
                Goal.AtMost(WantedRatio));

            var decoded = new int[indices.Length];
            var decode = Pace.Seconds(() => PositionCodec.Decode(payload, layout, decoded), cancellationToken);
            if (!decoded.AsSpan().SequenceEqual(indices)) throw new InvalidOperationException("The code is not exact.");
            var encode = Pace.Seconds(() => PositionCodec.Encode(layout, indices), cancellationToken);
            var millions = indices.Length / 1e6;
            yield return new Figure($"{label}: decoded", millions / decode, "M entries/s", Goal.AtLeast(WantedRate));
            yield return new Figure($"{label}: encoded", millions / encode, "M entries/s");
        }
    }
}
