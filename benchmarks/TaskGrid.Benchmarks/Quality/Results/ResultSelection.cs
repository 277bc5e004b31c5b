using TaskGrid.Benchmarks.Quality.Plan;

namespace TaskGrid.Benchmarks.Quality.Results;

/// <summary>The newest result of each run, and scores over seeds and tasks.</summary>
internal sealed class ResultSelection
{
    private readonly Dictionary<QualityRun, QualityResult> _results = [];

    /// <summary>Takes the newest result of each run of the plan.</summary>
    /// <param name="results">All results, the oldest first.</param>
    public ResultSelection(IReadOnlyList<QualityResult> results)
    {
        foreach (var run in QualityPlan.Runs)
        {
            if (results.LastOrDefault(result => result.IsOf(run)) is { } newest) _results[run] = newest;
        }
    }

    /// <summary>How many runs of the plan are finished.</summary>
    public int Count => _results.Count;

    /// <summary>The results.</summary>
    public IReadOnlyCollection<QualityResult> Results => _results.Values;

    /// <summary>The seeds that a method has finished on a task.</summary>
    public IReadOnlySet<int> Seeds(string task, string method, double? density) =>
        Find(task, method, density).Select(result => result.Seed).ToHashSet();

    /// <summary>The mean test score over some seeds, 0 to 100; null when one of them is missing.</summary>
    public double? Score(string task, string method, double? density, IReadOnlySet<int> seeds)
    {
        var scores = Find(task, method, density).Where(result => seeds.Contains(result.Seed))
            .Select(result => 100 * result.Test).ToList();
        return scores.Count > 0 && scores.Count == seeds.Count ? scores.Average() : null;
    }

    /// <summary>The results of a method on a task, one a seed.</summary>
    public IEnumerable<QualityResult> Find(string task, string method, double? density) =>
        _results.Values.Where(result =>
            result.Task == task && result.Method == method && result.Density == density);
}
