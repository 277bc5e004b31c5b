using TaskGrid.Benchmarks.Machine;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Quality;
using TaskGrid.Benchmarks.Quality.Plan;
using TaskGrid.Benchmarks.Running;

namespace TaskGrid.Benchmarks.Tests.Quality;

/// <summary><c>bench quality --report</c> over the repository's own results, without the tasks' files.</summary>
public sealed class QualityReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taskgrid-report-").FullName;

    [Fact]
    public async Task RunAsync_ReportWithoutTasks_KnowsEarlierSettingsAndBaselinesFromWhatIsRecorded()
    {
        Copy("quality.csv", "quality-data.csv", "quality-baselines.csv");

        var report = await ReportAsync();

        Assert.True(double.IsFinite(Figure(report, "runs of earlier settings").Value));
        foreach (var task in QualityTask.All)
        {
            var isFinite = task.Name != "sts";
            Assert.Equal(isFinite, double.IsFinite(Figure(report, $"A constant: score on {task.Name}").Value));
            Assert.Equal(isFinite, double.IsFinite(Figure(report, $"A linear: score on {task.Name}").Value));
        }

        foreach (var name in (string[])["quality-data.csv", "quality-baselines.csv", "quality.csv"])
            Assert.Equal(File.ReadAllText(Repository(name)), File.ReadAllText(Path.Combine(_folder, name)));
    }

    [Fact]
    public async Task RunAsync_ReportOfWhichNothingElseIsRecorded_SaysSo()
    {
        Copy("quality.csv");

        var report = await ReportAsync();

        Assert.False(double.IsFinite(Figure(report, "runs of earlier settings").Value));
        Assert.Contains(report.Notes, note => note.StartsWith("Without the tasks' files", StringComparison.Ordinal));
        Assert.DoesNotContain(report.Figures, figure => figure.Name.StartsWith("A constant", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(_folder, "quality.md")));
    }

    [Fact]
    public async Task RunAsync_ReportWithoutBase_SaysSo()
    {
        Copy("quality.csv", "quality-data.csv", "quality-baselines.csv");

        var report = await ReportAsync("--base", Path.Combine(_folder, "none"));

        Assert.False(double.IsFinite(Figure(report, "runs of earlier settings").Value));
        Assert.Contains(report.Notes, note => note.StartsWith("Without the base", StringComparison.Ordinal));
        Assert.True(double.IsFinite(Figure(report, "A linear: score on trec").Value));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Repository(string name) =>
        Path.Combine(RepositoryFolder.Root, "benchmarks", "results", name);

    private static Figure Figure(BenchmarkReport report, string name) =>
        Assert.Single(report.Figures, figure => figure.Name == name);

    private void Copy(params string[] names)
    {
        foreach (var name in names) File.Copy(Repository(name), Path.Combine(_folder, name));
    }

    private async Task<BenchmarkReport> ReportAsync(params string[] more)
    {
        var arguments = BenchCommandLine.CreateRoot().Parse(
        [
            "quality", "--report", "--tasks", Path.Combine(_folder, "tasks"),
            "--scratch", Path.Combine(_folder, "scratch"), "--results", Path.Combine(_folder, "quality.csv"), .. more,
        ]);
        using var progress = new ProgressLine(TextWriter.Null);
        var benchmark = BenchmarkCatalog.All.OfType<QualityBenchmark>().Single();
        return await benchmark.RunAsync(new BenchmarkRun(arguments, progress), CancellationToken.None);
    }
}
