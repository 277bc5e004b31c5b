using System.Globalization;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Quality.Baselines;
using TaskGrid.Benchmarks.Quality.Runs;

namespace TaskGrid.Benchmarks.Quality.Summary;

/// <summary>The summary as Markdown, for the README and for the docs.</summary>
internal static class QualityTables
{
    /// <summary>The whole page.</summary>
    /// <param name="summary">What the runs say.</param>
    /// <param name="data">The tasks' files.</param>
    /// <param name="machine">Where it was summed up.</param>
    public static string Markdown(QualitySummary summary, IReadOnlyCollection<FileDigest> data, string machine)
    {
        var commits = string.Join(", ", summary.Results.All.Select(result => result.Commit).Distinct().Order());
        var parts = new List<string>
        {
            "# Quality over real tasks",
            "Written by `./taskgrid bench quality`; the runs behind it are in `quality.csv`. Scores are test accuracy "
                + "in percent, for sts Pearson's correlation times 100; means over seeds.",
            summary.Finished(),
            $"Commits {commits}. Summed up on: {machine}.",
        };
        if (summary.Goal.Tasks.Count > 0)
        {
            parts.AddRange(
            [
                "## Full fine-tuning, structured diff pruning, magnitude",
                "Constant is the training rows' most frequent class for every row, linear a linear classifier over unigrams "
                    + "and bigrams of the base's wordpieces. A regression has neither; overlap is what the words that both texts "
                    + "have, of all that they have, reach as the prediction, without any training.",
                ByTask(summary.Goal, summary),
                .. TasksAboveConstant(summary.Goal, summary),
            ]);
        }

        if (summary.Methods.Tasks.Count > 0)
        {
            parts.AddRange(
            [
                "## Every method",
                ByMethod(summary.Methods, summary),
                .. TasksAboveConstant(summary.Methods, summary),
            ]);
        }

        if (summary.HasCurve)
        {
            parts.AddRange(
            [
                "## Structured diff pruning by density",
                ByMethod(summary.Curve, summary),
                .. TasksAboveConstant(summary.Curve, summary),
                "![Score by density](quality.svg)",
            ]);
        }

        if (data.Count > 0) parts.AddRange(["## The tasks' files", Files(data)]);
        return string.Join("\n\n", parts.Select(part => part.TrimEnd())) + "\n";
    }

    private static string ByTask(MethodComparison comparison, QualitySummary summary)
    {
        var baselines = summary.Baselines;
        var table = new MarkdownTable(
        [
            "task",
            "constant",
            "linear",
            "overlap",
            .. comparison.Variants.Select(variant => variant.Label),
            .. comparison.Variants.Skip(1).Select(variant => $"{variant.Method}, share of full"),
        ]);
        foreach (var task in comparison.Tasks)
        {
            table.Add(
            [
                task,
                Number(baselines.Constant(task)),
                Number(baselines.Linear(task)),
                Number(baselines.Overlap(task)),
                .. comparison.Variants.Select(variant => Number(comparison.Score(task, variant))),
                .. comparison.Variants.Skip(1).Select(variant => Percent(comparison.Share(task, variant))),
            ]);
        }

        AddMeans("**mean**", comparison);
        var above = summary.AboveConstant(comparison);
        if (above.Tasks.Count > 0) AddMeans("**mean, tasks above constant**", above);
        return table.ToString();

        void AddMeans(string heading, MethodComparison over) => table.Add(
        [
            heading,
            Number(Mean(over.Tasks.Select(baselines.Constant))),
            Number(Mean(over.Tasks.Select(baselines.Linear))),
            "–",
            .. over.Variants.Select(variant => Number(over.Mean(variant))),
            .. over.Variants.Skip(1).Select(variant => Percent(over.Share(variant))),
        ]);
    }

    private static string ByMethod(MethodComparison comparison, QualitySummary summary)
    {
        var above = summary.AboveConstant(comparison);
        var hasAny = above.Tasks.Count > 0;
        var table = new MarkdownTable(
        [
            "method",
            .. comparison.Tasks,
            "mean",
            "share of full",
            .. hasAny ? ["share of full, tasks above constant"] : Array.Empty<string>(),
            "nonzeros",
            "diff, kB",
        ]);
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
                .. hasAny ? [Percent(above.Share(variant))] : Array.Empty<string>(),
                results.Average(result => result.Nonzeros).ToString("N0", CultureInfo.InvariantCulture),
                Number(results.Average(result => result.DiffBytes / 1000.0)),
            ]);
        }

        return table.ToString();
    }

    private static IEnumerable<string> TasksAboveConstant(MethodComparison comparison, QualitySummary summary)
    {
        var above = summary.AboveConstant(comparison);
        if (above.Tasks.Count == 0) return [];
        var margin = BaselineScores.Margin.ToString(CultureInfo.InvariantCulture);
        return
        [
            $"Above constant are the tasks on which full fine-tuning beats the constant guess by more than {margin} points: "
                + $"{string.Join(", ", above.Tasks)}.",
        ];
    }

    private static string Files(IEnumerable<FileDigest> data)
    {
        var table = new MarkdownTable("file", "rows", "SHA-256");
        foreach (var file in data)
            table.Add(file.File, file.Rows.ToString("N0", CultureInfo.InvariantCulture), file.Sha256);
        return table.ToString();
    }

    // A mean that lacks a task would not compare with the others of its row.
    private static double? Mean(IEnumerable<double?> scores) => scores.Contains(null) ? null : scores.Average();

    private static string Number(double? value) => value is { } number ? Number(number) : "–";

    private static string Number(double value) => value.ToString("N1", CultureInfo.InvariantCulture);

    private static string Percent(double value) => Number(value) + " %";
}
