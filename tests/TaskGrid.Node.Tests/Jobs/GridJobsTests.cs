using TaskGrid.Storage;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Node.Tests.Jobs;

public sealed class GridJobsTests(SampleBases bases) : IClassFixture<SampleBases>, IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Submit_WhereOthersHaveFilledTheQueue_IsRefusedBeyondTheTenantsShare()
    {
        await using var node = await EmbeddedGrid.StartAsync(
            new FileBlobStore(_folder["store"]),
            bases.Path,
            new EmbeddedGridOptions { MaxQueuedJobs = 2, LocalFolder = _folder["local"] });
        for (var i = 1; i <= 3; i++) await SubmitAsync("many");
        while (node.Training!.Waiting > 2) await Task.Delay(20);
        Assert.Equal(ErrorCodes.QueueFull, (await Assert.ThrowsAsync<TaskGridException>(() => SubmitAsync("many"))).Code);

        await SubmitAsync("few");
        Assert.Equal(3, node.Training.Waiting);
        Assert.Equal(ErrorCodes.QueueFull, (await Assert.ThrowsAsync<TaskGridException>(() => SubmitAsync("few"))).Code);

        async Task SubmitAsync(string tenant)
        {
            var grid = node.ForTenant(tenant);
            var file = await GridData.UploadAsync(grid, GridData.Rows(24));
            await grid.Jobs.SubmitAsync(GridData.Job("reviews", file.Id, epochs: 1000));
        }
    }

    [Fact]
    public async Task Submit_BeyondTheJobsThatMayWait_IsRefusedUntilOneHasItsTurn()
    {
        await using var node = await EmbeddedGrid.StartAsync(
            new FileBlobStore(_folder["store"]),
            bases.Path,
            new EmbeddedGridOptions { MaxQueuedJobs = 1, LocalFolder = _folder["local"] });
        var grid = node.ForTenant("t");
        var file = await GridData.UploadAsync(grid, GridData.Rows(24));
        var spec = GridData.Job("reviews", file.Id, epochs: 1000);
        var running = await grid.Jobs.SubmitAsync(spec);
        await WaitUntilNoneWaitsAsync();
        var second = await grid.Jobs.SubmitAsync(spec, "second");

        var refused = await Assert.ThrowsAsync<TaskGridException>(() => grid.Jobs.SubmitAsync(spec, "third"));

        Assert.Equal(ErrorCodes.QueueFull, refused.Code);
        Assert.Contains("yours among them are your share", refused.Message, StringComparison.Ordinal);
        Assert.Equal(second.Id, (await grid.Jobs.SubmitAsync(spec, "second")).Id);
        Assert.Equal(2, (await grid.Jobs.ListAsync(null, new PageRequest())).Items.Count);
        await grid.Jobs.CancelAsync(running.Id);
        await WaitUntilNoneWaitsAsync();
        Assert.False((await grid.Jobs.SubmitAsync(spec, "third")).HasEnded);

        async Task WaitUntilNoneWaitsAsync()
        {
            for (var i = 0; i < 400; i++)
            {
                if (node.Training!.Running == 1 && node.Training.Waiting == 0) return;
                await Task.Delay(50);
            }

            Assert.Fail("It did not become true within twenty seconds.");
        }
    }
}
