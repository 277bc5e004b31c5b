using TaskGrid.Benchmarks.Quality.Plan;
using TaskGrid.Torch;

namespace TaskGrid.Benchmarks.Quality.Runs;

/// <summary>Turns runs of the plan into what worker processes are told.</summary>
/// <param name="files">The tasks' files.</param>
/// <param name="baseFolder">Folder of the stored base.</param>
/// <param name="diffFolder">Where diffs go.</param>
/// <param name="threads">Threads of each run.</param>
/// <param name="precision"><c>fp32</c>, <c>bf16</c> or <see cref="Auto"/>.</param>
internal sealed class RunRequests(
    TaskFiles files, string baseFolder, string diffFolder, int threads, string precision)
{
    /// <summary>What this machine multiplies faster.</summary>
    public const string Auto = "auto";

    private const string Full = "fp32";

    /// <summary>The request of a run, as this machine does it.</summary>
    public QualityRequest Of(QualityRun run) =>
        Of(run, precision == Auto ? ComputeProfileFile.OfThisMachine().Precision : precision);

    /// <summary>The requests whose result is the run's: with <see cref="Auto"/> that of a machine of either kind.</summary>
    public IEnumerable<QualityRequest> Accepted(QualityRun run) =>
        precision == Auto ? [Of(run, QualityTraining.Half), Of(run, Full)] : [Of(run, precision)];

    private QualityRequest Of(QualityRun run, string computed)
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
                Precision = computed,
            },
            files.Test(task),
            Path.Combine(diffFolder, name + ".tgdiff"));
    }
}
