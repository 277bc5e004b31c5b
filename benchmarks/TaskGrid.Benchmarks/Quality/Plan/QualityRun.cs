using System.Globalization;

namespace TaskGrid.Benchmarks.Quality.Plan;

/// <summary>One training run of the quality benchmark.</summary>
/// <param name="Part">What it answers: A (the goal), B (every method), C (the curve over densities).</param>
/// <param name="Task">Name of a <see cref="QualityTask"/>.</param>
/// <param name="Method">A method's name.</param>
/// <param name="Structured">Diff pruning with one gate more per tensor.</param>
/// <param name="Density">Wanted density, 0 to 1; null when the method itself says how much it changes.</param>
/// <param name="Seed">Seed of every random choice.</param>
internal sealed record QualityRun(
    char Part, string Task, string Method, bool Structured, double? Density, int Seed)
{
    /// <summary>The method as tables name it, <c>diff-pruning-structured</c> for the structured form.</summary>
    public string MethodName => Method + (Structured ? "-structured" : "");

    /// <summary>The density in percent, or an empty text.</summary>
    public string DensityText => Percent(Density);

    /// <summary>The run in words.</summary>
    public override string ToString() =>
        string.Join(' ', new[] { Task, MethodName, DensityText, $"seed{Seed}" }.Where(part => part.Length > 0));

    /// <summary>A density in percent, such as <c>0.5%</c>; an empty text for none.</summary>
    public static string Percent(double? density) =>
        density is { } value ? (value * 100).ToString("0.####", CultureInfo.InvariantCulture) + "%" : "";
}
