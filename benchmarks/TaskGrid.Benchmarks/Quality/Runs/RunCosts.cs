using TaskGrid.Benchmarks.Quality.Plan;

namespace TaskGrid.Benchmarks.Quality.Runs;

/// <summary>Guesses how long runs take: bytes of training text times phases, times the pace seen so far.</summary>
/// <param name="files">The training files.</param>
internal sealed class RunCosts(TaskFiles files)
{
    private double _cost;
    private double _seconds;

    /// <summary>A run's cost in arbitrary units.</summary>
    public double Cost(QualityRun run)
    {
        var phases = run.Method is "diff-pruning" or "magnitude" ? 2 : 1;
        return phases * (double)new FileInfo(files.Train(QualityTask.Get(run.Task))).Length;
    }

    /// <summary>Learns from a finished run.</summary>
    public void Add(QualityRun run, double seconds)
    {
        _cost += Cost(run);
        _seconds += seconds;
    }

    /// <summary>Seconds of runs one after the other; null before any is finished.</summary>
    public double? Seconds(IEnumerable<QualityRun> runs) => _cost == 0 ? null : runs.Sum(Cost) * _seconds / _cost;
}
