using TaskGrid.Benchmarks.Quality.Results;

namespace TaskGrid.Benchmarks.Quality.Summary;

/// <summary>
/// Scores of several methods over the tasks and seeds that all of them have finished, so that means compare like with
/// like.
/// </summary>
internal sealed class MethodComparison
{
    private readonly Dictionary<(string Task, string Method), double> _scores;

    /// <summary>Compares.</summary>
    /// <param name="results">Finished runs.</param>
    /// <param name="tasks">The tasks to compare on.</param>
    /// <param name="variants">The methods with their densities; the first one is the reference.</param>
    public MethodComparison(
        ResultSelection results, IEnumerable<string> tasks, IReadOnlyList<MethodVariant> variants)
    {
        Variants = variants;
        _scores = [];
        var common = new List<string>();
        foreach (var task in tasks)
        {
            var seeds = variants.Select(variant => results.Seeds(task, variant.Method, variant.Density))
                .Aggregate((shared, next) => shared.Intersect(next).ToHashSet());
            if (seeds.Count == 0) continue;
            common.Add(task);
            foreach (var variant in variants)
                _scores[(task, variant.Label)] = results.Score(task, variant.Method, variant.Density, seeds)!.Value;
        }

        Tasks = common;
    }

    private MethodComparison(MethodComparison all, IReadOnlyList<string> tasks) =>
        (_scores, Variants, Tasks) = (all._scores, all.Variants, tasks);

    /// <summary>The methods.</summary>
    public IReadOnlyList<MethodVariant> Variants { get; }

    /// <summary>The tasks that every method has finished.</summary>
    public IReadOnlyList<string> Tasks { get; }

    /// <summary>The same comparison over fewer tasks.</summary>
    /// <param name="keeps">Whether a task stays, by its name and the reference's score.</param>
    public MethodComparison Over(Func<string, double, bool> keeps) =>
        new(this, [.. Tasks.Where(task => keeps(task, Score(task, Variants[0])))]);

    /// <summary>A score, 0 to 100, mean over seeds.</summary>
    public double Score(string task, MethodVariant variant) => _scores[(task, variant.Label)];

    /// <summary>The mean score over tasks; NaN without any.</summary>
    public double Mean(MethodVariant variant) =>
        Tasks.Count == 0 ? double.NaN : Tasks.Average(task => Score(task, variant));

    /// <summary>A score as a percentage of the reference's.</summary>
    public double Share(string task, MethodVariant variant) => 100 * Score(task, variant) / Score(task, Variants[0]);

    /// <summary>The mean as a percentage of the reference's mean.</summary>
    public double Share(MethodVariant variant) => 100 * Mean(variant) / Mean(Variants[0]);
}
