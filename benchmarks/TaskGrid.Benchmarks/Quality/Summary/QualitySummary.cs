using TaskGrid.Benchmarks.Output;
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
    public QualitySummary(ResultSelection results)
    {
        Results = results;
        Goal = new MethodComparison(
            results, QualityTask.All.Select(task => task.Name), [MethodVariant.Full, Structured, Magnitude]);
        Methods = new MethodComparison(
            results,
            QualityPlan.MethodTasks,
            [
                .. QualityPlan.Runs.Where(run => run.Seed == 1 && QualityPlan.MethodTasks.Contains(run.Task))
                    .Where(run => run.Density is null or QualityPlan.GoalDensity)
                    .Select(run => new MethodVariant(run.MethodName, run.Density)).Distinct()
                    .Where(variant => QualityPlan.MethodTasks.Any(
                        task => results.Seeds(task, variant.Method, variant.Density).Count > 0)),
            ]);
        Curve = new MethodComparison(
            results,
            QualityPlan.CurveTasks,
            [
                MethodVariant.Full,
                .. QualityPlan.CurveDensities.Select(MethodVariant.Structured)
                    .Where(variant => QualityPlan.CurveTasks.Any(
                        task => results.Seeds(task, variant.Method, variant.Density).Count > 0)),
            ]);
    }

    /// <summary>The finished runs.</summary>
    public ResultSelection Results { get; }

    /// <summary>Full fine-tuning, structured diff pruning and magnitude on every task.</summary>
    public MethodComparison Goal { get; }

    /// <summary>Every method, full fine-tuning first.</summary>
    public MethodComparison Methods { get; }

    /// <summary>Structured diff pruning by density, full fine-tuning first.</summary>
    public MethodComparison Curve { get; }

    /// <summary>The figures of the report.</summary>
    public IEnumerable<Figure> Figures()
    {
        yield return new Figure("finished runs", Results.Count, $"of {QualityPlan.Runs.Count}");
        if (Goal.Tasks.Count > 0)
        {
            foreach (var variant in Goal.Variants)
                yield return new Figure($"{variant.Label}: mean test score of {Goal.Tasks.Count} tasks", Goal.Mean(variant), "points");
            yield return new Figure(
                $"{Structured.Label}: share of full's mean", Goal.Share(Structured), "%", Output.Goal.AtLeast(WantedShare));
            yield return Margin(Goal, Magnitude);
        }

        foreach (var task in Goal.Tasks)
        {
            var share = 100 * Goal.Score(task, Structured) / Goal.Score(task, MethodVariant.Full);
            yield return new Figure($"{Structured.Label}: share of full's score on {task}", share, "%");
        }

        if (Methods.Tasks.Count > 0)
        {
            foreach (var variant in Methods.Variants)
                yield return new Figure($"{variant.Label}: mean test score of {Methods.Tasks.Count} tasks, seed 1", Methods.Mean(variant), "points");
            if (Methods.Variants.FirstOrDefault(variant => variant.Method == "random") is { } random && Methods.Variants.Contains(Structured))
                yield return Margin(Methods, random);
        }

        if (Curve.Tasks.Count == 0) yield break;
        foreach (var variant in Curve.Variants.Skip(1))
            yield return new Figure($"{variant.Label}: share of full's mean of {Curve.Tasks.Count} tasks, seed 1 or more", Curve.Share(variant), "%");
    }

    private static Figure Margin(MethodComparison comparison, MethodVariant other) =>
        new(
            $"{Structured.Label}: mean above {other.Label}'s",
            comparison.Mean(Structured) - comparison.Mean(other),
            "points",
            Output.Goal.Above(0));
}
