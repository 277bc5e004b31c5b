namespace TaskGrid.Benchmarks.Quality.Plan;

/// <summary>
/// All runs, the most telling first: the goal with one seed (A), every method (B), the curve over densities (C), the
/// goal with a second seed.
/// </summary>
internal static class QualityPlan
{
    /// <summary>The density that the goal is about.</summary>
    public const double GoalDensity = 0.005;

    /// <summary>Tasks on which every method is compared.</summary>
    public static IReadOnlyList<string> MethodTasks { get; } = ["trec", "mrpc", "mr", "subj", "clinc-domains"];

    /// <summary>Tasks of the curve over densities: the first of the others on which full fine-tuning is above a constant guess.</summary>
    public static IReadOnlyList<string> CurveTasks { get; } = ["trec", "mr", "subj"];

    /// <summary>Densities of the curve.</summary>
    public static IReadOnlyList<double> CurveDensities { get; } = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05];

    /// <summary>Methods as users name them, the structured form of diff pruning apart.</summary>
    public static IReadOnlyList<(string Method, bool Structured)> Methods { get; } =
    [
        ("full", false), ("diff-pruning", true), ("magnitude", false),
        ("diff-pruning", false), ("fish", false), ("random", false), ("pafi", false), ("bitfit", false),
        ("last-layer", false),
    ];

    /// <summary>The runs in their order, each once.</summary>
    public static IReadOnlyList<QualityRun> Runs { get; } =
        [.. Goal(1).Concat(EveryMethod()).Concat(Curve()).Concat(Goal(2)).DistinctBy(run => run with { Part = 'A' })];

    // What a method with a budget of its own changes does not depend on the wanted density.
    private static double? DensityOf(string method, double density) =>
        method is "full" or "bitfit" or "last-layer" ? null : density;

    private static IEnumerable<QualityRun> Goal(int seed) =>
        from task in QualityTask.All
        from method in Methods.Take(3)
        select Run('A', task.Name, method, GoalDensity, seed);

    private static IEnumerable<QualityRun> EveryMethod() =>
        from task in MethodTasks
        from method in Methods
        select Run('B', task, method, GoalDensity, 1);

    private static IEnumerable<QualityRun> Curve() =>
        from task in CurveTasks
        from density in CurveDensities
        select Run('C', task, ("diff-pruning", true), density, 1);

    private static QualityRun Run(
        char part, string task, (string Name, bool Structured) method, double density, int seed) =>
        new(part, task, method.Name, method.Structured, DensityOf(method.Name, density), seed);
}
