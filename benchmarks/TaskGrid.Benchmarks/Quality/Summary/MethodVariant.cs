using TaskGrid.Benchmarks.Quality.Plan;

namespace TaskGrid.Benchmarks.Quality.Summary;

/// <summary>A method with its density.</summary>
/// <param name="Method">The method as tables name it.</param>
/// <param name="Density">Wanted density, or null when the method itself says how much it changes.</param>
internal sealed record MethodVariant(string Method, double? Density)
{
    /// <summary>Full fine-tuning, the reference.</summary>
    public static MethodVariant Full { get; } = new("full", null);

    /// <summary>Structured diff pruning.</summary>
    public static MethodVariant Structured(double density) => new("diff-pruning-structured", density);

    /// <summary>In words.</summary>
    public string Label => Density is null ? Method : $"{Method} {QualityRun.Percent(Density)}";
}
