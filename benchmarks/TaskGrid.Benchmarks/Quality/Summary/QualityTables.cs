using System.Globalization;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Quality.Plan;

namespace TaskGrid.Benchmarks.Quality.Summary;

/// <summary>The summary as Markdown, for the README and for the docs.</summary>
internal static class QualityTables
{
    /// <summary>The whole page.</summary>
    public static string Markdown(QualitySummary summary, string machine)
    {
        var commits = string.Join(", ", summary.Results.Results.Select(result => result.Commit).Distinct().Order());
        var parts = new List<string>
        {
            "# Quality over real tasks",
            "Written by `./taskgrid bench quality`; the runs behind it are in `quality.csv`. Scores are test accuracy "
                + "in percent, for sts Pearson's correlation times 100; means over seeds.",
            $"{summary.Results.Count} of {QualityPlan.Runs.Count} runs, commits {commits}. Summed up on: {machine}.",
        };
        if (summary.Goal.Tasks.Count > 0)
            parts.AddRange(["## Full fine-tuning, structured diff pruning, magnitude", ByTask(summary.Goal)]);
        if (summary.Methods.Tasks.Count > 0)
            parts.AddRange(["## Every method", ByMethod(summary.Methods, summary)]);
        if (summary.HasCurve)
        {
            parts.AddRange(
            [
                "## Structured diff pruning by density",
                ByMethod(summary.Curve, summary),
                "![Score by density](quality.svg)",
            ]);
        }

        return string.Join("\n\n", parts.Select(part => part.TrimEnd())) + "\n";
    }

    private static string ByTask(MethodComparison comparison)
    {
        var table = new MarkdownTable(
        [
            "task",
            .. comparison.Variants.Select(variant => variant.Label),
            .. comparison.Variants.Skip(1).Select(variant => $"{variant.Method}, share of full"),
        ]);
        foreach (var task in comparison.Tasks)
        {
            table.Add(
            [
                task,
                .. comparison.Variants.Select(variant => Number(comparison.Score(task, variant))),
                .. comparison.Variants.Skip(1).Select(variant => Percent(comparison.Share(task, variant))),
            ]);
        }

        table.Add(
        [
            "**mean**",
            .. comparison.Variants.Select(variant => Number(comparison.Mean(variant))),
            .. comparison.Variants.Skip(1).Select(variant => Percent(comparison.Share(variant))),
        ]);
        return table.ToString();
    }

    private static string ByMethod(MethodComparison comparison, QualitySummary summary)
    {
        var table = new MarkdownTable(
            ["method", .. comparison.Tasks, "mean", "share of full", "nonzeros", "diff, kB"]);
        foreach (var variant in comparison.Variants)
        {
            var results = comparison.Tasks
                .SelectMany(task => summary.Results.Find(task, variant.Method, variant.Density)).ToList();
            table.Add(
            [
                variant.Label,
                .. comparison.Tasks.Select(task => Number(comparison.Score(task, variant))),
                Number(comparison.Mean(variant)),
                Percent(comparison.Share(variant)),
                results.Average(result => result.Nonzeros).ToString("N0", CultureInfo.InvariantCulture),
                Number(results.Average(result => result.DiffBytes / 1000.0)),
            ]);
        }

        return table.ToString();
    }

    private static string Number(double value) => value.ToString("N1", CultureInfo.InvariantCulture);

    private static string Percent(double value) => Number(value) + " %";
}
