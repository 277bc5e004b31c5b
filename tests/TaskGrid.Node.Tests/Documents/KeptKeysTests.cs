using TaskGrid.Node.Tests.Tasks;
using TaskGrid.Storage;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Node.Tests.Documents;

/// <summary>Idempotency keys that are used again: within a day the same request, later a new one.</summary>
public sealed class KeptKeysTests : IDisposable
{
    private static readonly TimeSpan Later = TimeSpan.FromHours(23);

    private readonly ScratchFolder _folder = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Upload_RepeatedAfterADay_IsAnotherFile()
    {
        await using var node = await StartAsync(_time);
        var grid = node.ForTenant("t");
        var file = await UploadAsync();
        _time.Advance(Later);
        Assert.Equal(file.Id, (await UploadAsync()).Id);
        await grid.Files.DeleteAsync(file.Id);
        Assert.Equal(ErrorCodes.FileNotFound, (await Assert.ThrowsAsync<TaskGridException>(UploadAsync)).Code);
        _time.Advance(TimeSpan.FromHours(1));
        var other = await UploadAsync();
        Assert.NotEqual(file.Id, other.Id);
        Assert.Equal(other, await grid.Files.GetAsync(other.Id));

        Task<GridFile> UploadAsync() => GridData.UploadAsync(grid, GridData.Rows(20), "weekly");
    }

    [Fact]
    public async Task UploadInParts_RepeatedAfterADay_IsAnotherFile()
    {
        await using var node = await StartAsync(_time);
        var files = node.ForTenant("t").Files;
        var file = await UploadAsync();
        await files.DeleteAsync(file.Id);
        _time.Advance(TimeSpan.FromDays(1));
        var other = await UploadAsync();
        Assert.NotEqual(file.Id, other.Id);
        Assert.Equal(other, await files.GetAsync(other.Id));

        async Task<GridFile> UploadAsync()
        {
            var upload = await files.Uploads.BeginAsync(new GridFileSpec("rows.tsv"), 1, "weekly");
            var part = await files.Uploads.AddPartAsync(upload.Id, new MemoryStream([1]));
            return await files.Uploads.CompleteAsync(upload.Id, [part.Id]);
        }
    }

    [Fact]
    public async Task Deletion_RepeatedAfterADay_RemovesWhatWasMadeSince()
    {
        await using var node = await StartAsync(_time);
        var tasks = node.ForTenant("t").Tasks;
        var spec = new TaskSpec { Name = "reviews" };
        await tasks.RegisterAsync(spec);
        await tasks.DeleteAsync("reviews", "nightly");
        await tasks.RegisterAsync(spec);
        _time.Advance(Later);
        await tasks.DeleteAsync("reviews", "nightly");
        await tasks.GetAsync("reviews");
        _time.Advance(TimeSpan.FromHours(1));
        await tasks.DeleteAsync("reviews", "nightly");
        Assert.Empty((await tasks.ListAsync(new PageRequest())).Items);
        await tasks.DeleteAsync("reviews", "nightly");
    }

    [Fact]
    public void RollBack_RepeatedAfterADay_GoesBackFurther()
    {
        var now = _time.GetUtcNow();
        var state = TaskMachine.Register(null, new TaskSpec { Name = "reviews" }, now);
        foreach (var job in "abc") state = TaskMachine.Publish(state, TaskMachineTests.Version($"{job}"), "live", null, now, out _);
        Assert.Equal(2, RollBack(now));
        Assert.Equal(2, RollBack(now + Later));
        Assert.Equal(1, RollBack(now.AddDays(1)));
        Assert.Equal(1, RollBack(now.AddDays(1) + Later));

        int RollBack(DateTimeOffset at)
        {
            state = TaskMachine.Once(
                state,
                ChangeRequest.Of("roll-back-alias", "weekly", "live"),
                at,
                old => TaskMachine.RollBackAlias(old, "live", at));
            return TaskMachine.FindAlias(state, "live").Targets.Single().Version;
        }
    }

    // By the clock of one of them the mark was made in the future.
    [Fact]
    public async Task Calls_RepeatedAtServersWhoseClocksDiffer_AreDoneOnce()
    {
        var ahead = new ManualTime();
        ahead.Advance(TimeSpan.FromMinutes(10));
        await using var first = await StartAsync(_time);
        await using var second = await StartAsync(ahead);
        foreach (var (one, other) in ((EmbeddedGrid, EmbeddedGrid)[])[(first, second), (second, first)])
        {
            var key = $"by {(one == first ? "the first" : "the second")}";
            var (tasks, spec) = (one.ForTenant("t").Tasks, new TaskSpec { Name = "reviews" });
            await tasks.RegisterAsync(spec);
            await tasks.DeleteAsync("reviews", key);
            await tasks.RegisterAsync(spec);
            var file = await GridData.UploadAsync(one.ForTenant("t"), GridData.Rows(20), key);
            await RepeatAsync();
            foreach (var clock in (ManualTime[])[_time, ahead]) clock.Advance(Later);
            await RepeatAsync();

            async Task RepeatAsync()
            {
                await other.ForTenant("t").Tasks.DeleteAsync("reviews", key);
                await tasks.GetAsync("reviews");
                Assert.Equal(file.Id, (await GridData.UploadAsync(other.ForTenant("t"), GridData.Rows(20), key)).Id);
            }
        }
    }

    private Task<EmbeddedGrid> StartAsync(TimeProvider time) => EmbeddedGrid.StartAsync(
        new FileBlobStore(_folder["store"]),
        _folder["bases"],
        new EmbeddedGridOptions { Slots = 0, LocalFolder = _folder["local"] },
        time);
}
