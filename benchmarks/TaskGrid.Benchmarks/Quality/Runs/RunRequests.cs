using TaskGrid.Benchmarks.Quality.Plan;

namespace TaskGrid.Benchmarks.Quality.Runs;

/// <summary>Turns runs of the plan into what worker processes are told.</summary>
/// <param name="files">The tasks' files.</param>
/// <param name="baseFolder">Folder of the stored base.</param>
/// <param name="diffFolder">Where diffs go.</param>
/// <param name="threads">Threads of each run.</param>
/// <param name="precision"><c>fp32</c> or <c>bf16</c>.</param>
internal sealed class RunRequests(
    TaskFiles files, string baseFolder, string diffFolder, int threads, string precision)
{
    /// <summary>The request of a run.</summary>
    public QualityRequest Of(QualityRun run)
    {
        var task = QualityTask.Get(run.Task);
        var name = run.ToString().Replace(' ', '_').Replace("%", "", StringComparison.Ordinal);
        return new QualityRequest(
            baseFolder,
            new TrainSpec
            {
                Task = name,
                Base = Path.GetFileName(baseFolder),
                TrainFile = files.Train(task),
                DevFile = files.Dev(task),
                Method = run.Method,
                Structured = run.Structured,
                Density = run.Density ?? 1,
                Seed = run.Seed,
                Threads = threads,
                Precision = precision,
            },
            files.Test(task),
            Path.Combine(diffFolder, name + ".tgdiff"));
    }
}
