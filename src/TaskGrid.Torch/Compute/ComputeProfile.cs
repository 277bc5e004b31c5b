namespace TaskGrid.Torch;

/// <summary>
/// The threads and the precision that are fastest on a machine, measured once and then kept: equal runs need equal
/// threads to be equal bit for bit.
/// </summary>
public sealed record ComputeProfile
{
    // A further thread, and a lower precision, must be worth it: both cost elsewhere, and measurements waver.
    private const double WorthMoreThreads = 1.1;
    private const double WorthLowerPrecision = 1.25;

    /// <summary>The machine and library that were measured.</summary>
    public required string Machine { get; init; }

    /// <summary>Every setting that was measured, at least one of <c>fp32</c>.</summary>
    public required IReadOnlyList<ComputeMeasurement> Measurements { get; init; }

    /// <summary>What <c>auto</c> stands for: <c>bf16</c> where it is at least 1.25 times as fast.</summary>
    public string Precision =>
        Best("bf16") is { } half && half.Gigaflops >= WorthLowerPrecision * Best("fp32")!.Gigaflops ? "bf16" : "fp32";

    /// <summary>The threads for a precision: the fewest that are not 1.1 times slower than more of them.</summary>
    /// <param name="precision"><c>fp32</c>, <c>bf16</c> or <c>auto</c>.</param>
    public int ThreadsFor(string precision) =>
        (Best(precision == "auto" ? Precision : precision) ?? Best("fp32")!).Threads;

    private ComputeMeasurement? Best(string precision)
    {
        ComputeMeasurement? best = null;
        foreach (var candidate in Measurements.Where(m => m.Precision == precision).OrderBy(m => m.Threads))
        {
            if (best is null || candidate.Gigaflops >= WorthMoreThreads * best.Gigaflops) best = candidate;
        }

        return best;
    }
}
