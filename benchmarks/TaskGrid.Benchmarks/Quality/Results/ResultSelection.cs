using TaskGrid.Benchmarks.Quality.Plan;

namespace TaskGrid.Benchmarks.Quality.Results;

/// <summary>
/// One result of each run, and scores over seeds and tasks. A result of present settings comes before others; without one
/// the newest of earlier settings stands.
/// </summary>
internal sealed class ResultSelection
{
    private readonly Dictionary<QualityRun, QualityResult> _results = [];

    /// <summary>Takes one result of each run of the plan.</summary>
    /// <param name="results">All results, the oldest first.</param>
    /// <param name="isPresent">Whether a result is a run's, with its present settings; null when that is not known.</param>
    public ResultSelection(IReadOnlyList<QualityResult> results, Func<QualityRun, QualityResult, bool>? isPresent)
    {
        var earlier = new List<QualityRun>();
        foreach (var run in QualityPlan.Runs)
        {
            var present = results.LastOrDefault(result => isPresent?.Invoke(run, result) ?? false);
            if ((present ?? results.LastOrDefault(result => result.IsOf(run))) is not { } result) continue;
            _results[run] = result;
            if (present is null) earlier.Add(run);
        }

        Earlier = isPresent is null ? null : earlier;
    }

    /// <summary>The runs whose result has other settings than it would have now; null when that is not known.</summary>
    public IReadOnlyList<QualityRun>? Earlier { get; }

    /// <summary>How many runs of the plan are finished, those of earlier settings left out.</summary>
    public int Finished => _results.Count - (Earlier?.Count ?? 0);

    /// <summary>The results.</summary>
    public IReadOnlyCollection<QualityResult> All => _results.Values;

    /// <summary>The result of a finished run.</summary>
    public QualityResult Of(QualityRun run) => _results[run];

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
