using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Quality.Baselines;
using TaskGrid.Benchmarks.Quality.Plan;
using TaskGrid.Benchmarks.Quality.Results;

namespace TaskGrid.Benchmarks.Quality.Summary;

/// <summary>What the finished runs say: the goal, every method, and the curve over densities.</summary>
internal sealed class QualitySummary
{
    /// <summary>Structured diff pruning keeps at least this percentage of full fine-tuning's mean score.</summary>
    public const double WantedShare = 97;

    private static readonly MethodVariant Structured = MethodVariant.Structured(QualityPlan.GoalDensity);
    private static readonly MethodVariant Magnitude = new("magnitude", QualityPlan.GoalDensity);

    /// <summary>Sums results up.</summary>
    /// <param name="results">Finished runs.</param>
    /// <param name="baselines">What any encoder must beat.</param>
    public QualitySummary(ResultSelection results, BaselineScores baselines)
    {
        (Results, Baselines) = (results, baselines);
        Goal = new MethodComparison(
            results, QualityTask.All.Select(task => task.Name), [MethodVariant.Full, Structured, Magnitude]);
        Methods = new MethodComparison(
            results,
            QualityPlan.MethodTasks,
            [
                MethodVariant.Full,
                .. QualityPlan.Runs.Where(run => run.Density is null or QualityPlan.GoalDensity)
                    .Select(run => new MethodVariant(run.MethodName, run.Density)).Distinct()
                    .Where(variant => variant != MethodVariant.Full && IsStarted(QualityPlan.MethodTasks, variant)),
            ]);
        Curve = new MethodComparison(
            results,
            QualityPlan.CurveTasks,
            [
                MethodVariant.Full,
                .. QualityPlan.CurveDensities.Select(MethodVariant.Structured)
                    .Where(variant => IsStarted(QualityPlan.CurveTasks, variant)),
            ]);

        bool IsStarted(IEnumerable<string> tasks, MethodVariant variant) =>
            tasks.Any(task => results.Find(task, variant.Method, variant.Density).Any());
    }

    /// <summary>The finished runs.</summary>
    public ResultSelection Results { get; }

    /// <summary>What any encoder must beat.</summary>
    public BaselineScores Baselines { get; }

    /// <summary>Full fine-tuning, structured diff pruning and magnitude on every task.</summary>
    public MethodComparison Goal { get; }

    /// <summary>Every method, full fine-tuning first.</summary>
    public MethodComparison Methods { get; }

    /// <summary>Structured diff pruning by density, full fine-tuning first.</summary>
    public MethodComparison Curve { get; }

    /// <summary>Whether at least one density can be compared with full fine-tuning.</summary>
    public bool HasCurve => Curve.Tasks.Count > 0 && Curve.Variants.Count > 1;

    /// <summary>
    /// A comparison over the tasks that tell methods apart: those on which full fine-tuning is above the constant guess by
    /// more than <see cref="BaselineScores.Margin"/> points.
    /// </summary>
    public MethodComparison AboveConstant(MethodComparison comparison) => comparison.Over(Baselines.IsBeaten);

    /// <summary>The figures of the report; a letter says which part of the plan a figure is of.</summary>
    public IEnumerable<Figure> Figures() =>
    [
        .. RunFigures(), .. GoalFigures(), .. MethodFigures(), .. CurveFigures(), .. BaselineFigures(),
    ];

    /// <summary>How many runs are finished, and which of them have earlier settings.</summary>
    public string Finished()
    {
        var finished = $"{Results.Finished} of {QualityPlan.Runs.Count} runs";
        return Results.Earlier switch
        {
            null => finished + "; it is not known which of them have earlier settings.",
            [] => finished + ", all with present settings.",
            var earlier => $"{finished} with present settings, {earlier.Count} with earlier ones, which stand until they are "
                + $"repeated: {string.Join(", ", earlier.Select(run => $"{run.Part} {run}"))}.",
        };
    }

    /// <summary>Which tasks each part's means are over: those that every compared method has finished.</summary>
    public string Coverage() => "Means are over" + On('A', Goal) + On('B', Methods) + On('C', Curve);

    private IEnumerable<Figure> RunFigures()
    {
        var all = $"of {QualityPlan.Runs.Count}";
        yield return new Figure("finished runs", Results.Finished, all);
        if (Results.All.Count == 0) yield break;
        yield return new Figure("runs of earlier settings", Results.Earlier?.Count ?? double.NaN, all);
        foreach (var run in Results.Earlier ?? [])
            yield return new Figure($"{run.Part} {run}: score of earlier settings", 100 * Results.Of(run).Test, "points");
    }

    private IEnumerable<Figure> GoalFigures()
    {
        if (Goal.Tasks.Count == 0) yield break;
        foreach (var figure in Means('A', Goal)) yield return figure;
        var wanted = Output.Goal.AtLeast(WantedShare);
        yield return new Figure($"A {Structured.Label}: share of full's mean", Goal.Share(Structured), "%", wanted);
        yield return Margin('A', Goal, Magnitude);
        foreach (var task in Goal.Tasks)
            yield return new Figure($"A {Structured.Label}: share on {task}", Goal.Share(task, Structured), "%");
        foreach (var figure in SharesAboveConstant('A', Goal)) yield return figure;
    }

    private IEnumerable<Figure> MethodFigures()
    {
        if (Methods.Tasks.Count == 0) yield break;
        foreach (var figure in Means('B', Methods)) yield return figure;
        var random = Methods.Variants.FirstOrDefault(variant => variant.Method == "random");
        if (random is not null && Methods.Variants.Contains(Structured)) yield return Margin('B', Methods, random);
        foreach (var figure in SharesAboveConstant('B', Methods)) yield return figure;
    }

    private IEnumerable<Figure> CurveFigures()
    {
        if (!HasCurve) yield break;
        foreach (var variant in Curve.Variants.Skip(1))
            yield return new Figure($"C {variant.Label}: share of full's mean", Curve.Share(variant), "%");
        foreach (var figure in SharesAboveConstant('C', Curve)) yield return figure;
    }

    private IEnumerable<Figure> BaselineFigures() =>
        from task in Goal.Tasks.Where(Baselines.Has)
        from figure in new[]
        {
            ("constant", Baselines.Constant(task)), ("linear", Baselines.Linear(task)), ("overlap", Baselines.Overlap(task)),
        }
        where figure.Item2 is not null || figure.Item1 != "overlap"
        select new Figure($"A {figure.Item1}: score on {task}", figure.Item2 ?? double.NaN, "points");

    private IEnumerable<Figure> SharesAboveConstant(char part, MethodComparison comparison)
    {
        var above = AboveConstant(comparison);
        if (above.Tasks.Count == 0) return [];
        var tasks = string.Join(", ", above.Tasks);
        return above.Variants.Skip(1).Select(variant =>
            new Figure($"{part} {variant.Label}: share of full's mean over {tasks}", above.Share(variant), "%"));
    }

    private static IEnumerable<Figure> Means(char part, MethodComparison comparison) =>
        comparison.Variants.Select(variant =>
            new Figure($"{part} {variant.Label}: mean score", comparison.Mean(variant), "points"));

    private static string On(char part, MethodComparison comparison) =>
        comparison.Tasks.Count == 0 ? "" : $" {part}: {string.Join(", ", comparison.Tasks)}.";

    private static Figure Margin(char part, MethodComparison comparison, MethodVariant other) =>
        new(
            $"{part} {Structured.Label}: mean above {other.Label}'s",
            comparison.Mean(Structured) - comparison.Mean(other),
            "points",
            Output.Goal.Above(0));
}
