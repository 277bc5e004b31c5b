using TaskGrid.Storage;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Node.Tests.Grid;

/// <summary>Grids that stay for a moment, beside others on the same store.</summary>
public sealed class VisitorTests(SampleBases bases) : IClassFixture<SampleBases>, IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Visitor_WithJobsOfOthersInTheQueue_WorksOnItsOwnAndLeavesNoTrace()
    {
        string[] jobs;
        await using (var acceptor = await StartAsync("acceptor", slots: 0))
            jobs = [await SubmitAsync(acceptor, "first"), await SubmitAsync(acceptor, "second")];
        var visitor = await StartAsync("visitor", slots: 1);
        var own = await SubmitAsync(visitor, "own");
        Assert.Equal(JobStatus.Succeeded, (await GridData.EndAsync(visitor.ForTenant("t"), own)).Status);
        Assert.Equal(
            [JobStatus.Queued, JobStatus.Queued],
            await Task.WhenAll(jobs.Select(async id => (await visitor.ForTenant("t").Jobs.GetAsync(id)).Status)));

        // Who watches a job that nobody works on lets it go on here.
        Assert.Equal(JobStatus.Succeeded, (await GridData.EndAsync(visitor.ForTenant("t"), jobs[1])).Status);
        Assert.Equal(JobStatus.Queued, (await visitor.ForTenant("t").Jobs.GetAsync(jobs[0])).Status);
        await visitor.DisposeAsync();
        Assert.Empty(await KeysAsync("nodes/"));
        Assert.False(Directory.Exists(Path.Combine(_folder["local"], "visitor")));
        Assert.Equal([$"queue/{jobs[0]}.json"], await KeysAsync("queue/"));
    }

    [Fact]
    public async Task Visitor_ThatLeavesItsJob_LeavesItQueuedWithACheckpoint()
    {
        var visitor = await StartAsync("visitor", slots: 1);
        var id = await SubmitAsync(visitor, "left", epochs: 50);
        await foreach (var each in visitor.ForTenant("t").Jobs.WatchAsync(id))
        {
            if (each.Progress?.Step > 0) break;
        }

        await visitor.DisposeAsync();
        await using var next = await StartAsync("next", slots: 0);
        var job = await next.ForTenant("t").Jobs.GetAsync(id);
        Assert.Equal(JobStatus.Queued, job.Status);
        Assert.NotNull(job.Checkpoint);

        await next.ForTenant("t").Jobs.CancelAsync(id);
        Assert.Empty(await KeysAsync("queue/"));
        Assert.Empty(await KeysAsync("tenants/t/checkpoints/"));
    }

    [Fact]
    public async Task CompleteOrCancel_GivenUp_CancelsTheJobAndAwaitsItsEnd()
    {
        await using var visitor = await StartAsync("visitor", slots: 1);
        var jobs = visitor.ForTenant("t").Jobs;
        var id = await SubmitAsync(visitor, "given-up", epochs: 50);
        using var stop = new CancellationTokenSource();
        var progress = new JobEvents(each =>
        {
            if (each.Progress?.Step > 0) stop.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => jobs.CompleteOrCancelAsync(id, progress, stop.Token));
        var ended = await jobs.GetAsync(id);
        Assert.Equal(JobStatus.Cancelled, ended.Status);
        Assert.Equal(ErrorCodes.Cancelled, Assert.Throws<TaskGridException>(ended.RequireResult).Code);
    }

    private Task<EmbeddedGrid> StartAsync(string node, int slots) => EmbeddedGrid.StartAsync(
        new FileBlobStore(_folder["store"]),
        bases.Path,
        new EmbeddedGridOptions { Node = node, Slots = slots, IsVisitor = true, LocalFolder = _folder["local"] });

    private async Task<List<string>> KeysAsync(string prefix) =>
        await new GridDocuments(new FileBlobStore(_folder["store"])).KeysAsync(prefix, default);

    private static async Task<string> SubmitAsync(EmbeddedGrid engine, string task, int epochs = 1)
    {
        var grid = engine.ForTenant("t");
        var file = await GridData.UploadAsync(grid, GridData.Rows(40));
        return (await grid.Jobs.SubmitAsync(GridData.Job(task, file.Id, epochs))).Id;
    }

    private sealed class JobEvents(Action<JobEvent> report) : IProgress<JobEvent>
    {
        public void Report(JobEvent value) => report(value);
    }
}
