namespace TaskGrid.Benchmarks.Quality.Baselines;

/// <summary>The floors of tasks, 0 to 100.</summary>
/// <param name="baselines">What is known, one a task.</param>
internal sealed class BaselineScores(IEnumerable<Baseline> baselines)
{
    /// <summary>A task that is not above its constant guess by more than so many points says nothing of methods.</summary>
    public const double Margin = 5;

    private readonly Dictionary<string, Baseline> _baselines = baselines.ToDictionary(baseline => baseline.Task);

    /// <summary>Whether anything is known of a task.</summary>
    public bool Has(string task) => _baselines.ContainsKey(task);

    /// <summary>What always answering the most frequent class scores; null for a regression, and when it is not known.</summary>
    public double? Constant(string task) => 100 * _baselines.GetValueOrDefault(task)?.Constant;

    /// <summary>What the linear classifier scores; null for a regression, and when it is not known.</summary>
    public double? Linear(string task) => 100 * _baselines.GetValueOrDefault(task)?.Linear;

    /// <summary>What the words that two texts share score; null but for a regression over pairs, and when it is not known.</summary>
    public double? Overlap(string task) => 100 * _baselines.GetValueOrDefault(task)?.Overlap;

    /// <summary>Whether a score is above the constant guess by more than <see cref="Margin"/>.</summary>
    public bool IsBeaten(string task, double score) => score - Constant(task) > Margin;
}
