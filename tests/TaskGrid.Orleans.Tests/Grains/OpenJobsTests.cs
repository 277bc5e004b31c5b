using Microsoft.Extensions.Logging.Abstractions;
using TaskGrid.Node;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Orleans.Tests.Grains;

public sealed class OpenJobsTests
{
    [Fact]
    public async Task Look_AtAJobThatCannotBeRead_ForgetsItAndLooksAtTheOthers()
    {
        var found = new Dictionary<string, JobState?> { ["ended"] = Job(JobStatus.Succeeded), ["paused"] = Job(JobStatus.Paused), ["gone"] = null };
        var jobs = new OpenJobs(
            (id, _) => id == "damaged"
                ? throw new TaskGridException(ErrorCodes.StoreInvalid, "The test wants it.")
                : Task.FromResult(found[id]),
            NullLogger.Instance);
        foreach (var id in (string[])["damaged", "ended", "paused", "gone"]) jobs.Add(id);
        await jobs.LookAsync(CancellationToken.None);
        Assert.False(jobs.Any);
    }

    [Theory]
    [InlineData(JobStatus.Queued)]
    [InlineData(JobStatus.Running)]
    public async Task Look_AtAJobThatIsOpen_StaysForIt(JobStatus status)
    {
        var jobs = new OpenJobs((_, _) => Task.FromResult<JobState?>(Job(status)), NullLogger.Instance);
        jobs.Add("open");
        await jobs.LookAsync(CancellationToken.None);
        Assert.True(jobs.Any);
    }

    [Fact]
    public async Task Look_WhileTheStoreIsAway_StaysForAll()
    {
        var jobs = new OpenJobs(
            (_, _) => throw new TaskGridException(ErrorCodes.StoreUnavailable, "The test wants it."), NullLogger.Instance);
        jobs.Add("unknown");
        await Assert.ThrowsAsync<TaskGridException>(() => jobs.LookAsync(CancellationToken.None));
        Assert.True(jobs.Any);
    }

    private static JobState Job(JobStatus status) => new()
    {
        Id = "job",
        Tenant = "t",
        Spec = GridData.Job("task", "file"),
        TrainFile = null!,
        BaseFingerprint = "",
        Status = status,
        CreatedAt = default,
    };
}
