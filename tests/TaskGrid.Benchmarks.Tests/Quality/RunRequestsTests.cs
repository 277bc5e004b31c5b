using TaskGrid.Benchmarks.Quality.Plan;
using TaskGrid.Benchmarks.Quality.Runs;

namespace TaskGrid.Benchmarks.Tests.Quality;

public sealed class RunRequestsTests : IDisposable
{
    private static readonly QualityRun Run = QualityPlan.Runs.First(run => run.Task == "mr");

    private readonly string _folder = Directory.CreateTempSubdirectory("taskgrid-requests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Accepted_Auto_TakesRunsOfBothKindsOfMachines() =>
        Assert.Equal(["bf16", "fp32"], Requests(RunRequests.Auto).Accepted(Run).Select(request => request.Spec.Precision));

    [Fact]
    public void Accepted_OnePrecision_TakesThatAlone() =>
        Assert.Equal(["fp32"], Requests("fp32").Accepted(Run).Select(request => request.Spec.Precision));

    [Fact]
    public void Of_Auto_ComputesAsThisMachineCan() =>
        Assert.Contains(Requests(RunRequests.Auto).Of(Run).Spec.Precision, (string[])["bf16", "fp32"]);

    private RunRequests Requests(string precision)
    {
        var tasks = Directory.CreateDirectory(Path.Combine(_folder, "tasks", "mr")).FullName;
        foreach (var part in (string[])["train", "dev", "test"])
            File.WriteAllText(Path.Combine(tasks, part + ".tsv"), "sentence\tlabel\n");
        return new RunRequests(new TaskFiles(Path.Combine(_folder, "tasks"), _folder), "base", "diffs", 1, precision);
    }
}
