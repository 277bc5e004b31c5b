using TaskGrid.Benchmarks.Measuring;
using TaskGrid.Benchmarks.Output;

namespace TaskGrid.Benchmarks.Load;

/// <summary>What clients saw in one stretch of time.</summary>
/// <param name="Milliseconds">How long each answer took.</param>
/// <param name="Errors">Calls that were not answered with a prediction.</param>
/// <param name="Seconds">How long the stretch was.</param>
internal sealed record LoadPhase(IReadOnlyList<double> Milliseconds, int Errors, double Seconds)
{
    /// <summary>Milliseconds that half of the answers stayed below.</summary>
    public double Median => Percentile.Of(Milliseconds, 50);

    /// <summary>Milliseconds that all but a hundredth of the answers stayed below.</summary>
    public double Slow => Percentile.Of(Milliseconds, 99);

    /// <summary>Several stretches as one.</summary>
    public static LoadPhase Join(IReadOnlyCollection<LoadPhase> phases) => new(
        [.. phases.SelectMany(phase => phase.Milliseconds)],
        phases.Sum(phase => phase.Errors),
        phases.Sum(phase => phase.Seconds));

    /// <summary>Its figures.</summary>
    /// <param name="name">What the stretch is called.</param>
    public IEnumerable<Figure> Figures(string name) =>
    [
        new($"{name}: answers", Milliseconds.Count / Seconds, "1/s"),
        new($"{name}: p50", Median, "ms"),
        new($"{name}: p99", Slow, "ms"),
        new($"{name}: slowest", Milliseconds.Max(), "ms"),
        new($"{name}: errors", Errors, "calls", Goal.AtMost(0)),
    ];
}
