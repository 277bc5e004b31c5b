using System.Collections.Concurrent;
using TaskGrid.Client.Tests.Fixtures;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Client.Tests.Grid;

/// <summary>The suite of the port through the client and the real server, and what only the two together can
/// show.</summary>
public sealed class ClientGridTests(SampleBases bases)
    : TaskGridTests, IClassFixture<SampleBases>, IAsyncLifetime, IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly ConcurrentDictionary<string, TaskGridClient> _clients = [];
    private GridServer _server = null!;

    public async Task InitializeAsync() => _server = await GridServer.StartAsync(_folder.Path, bases.Path);

    public async Task DisposeAsync()
    {
        foreach (var client in _clients.Values) client.Dispose();
        await _server.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    protected override ITaskGrid Grid(string tenant) => Client(tenant);

    [Fact]
    public async Task Watching_AcrossARestartOfTheServer_HasNoGapsAndNoDuplicates()
    {
        var grid = Client("w");
        var file = await GridData.UploadAsync(grid, GridData.Rows(80));
        var job = await grid.Jobs.SubmitAsync(GridData.Job("reviews", file.Id, epochs: 3));
        var seen = new List<long>();
        var restarted = false;
        await foreach (var each in grid.Jobs.WatchAsync(job.Id))
        {
            seen.Add(each.Sequence);
            if (restarted || each.Progress is null) continue;
            restarted = true;
            var port = _server.Endpoint.Port;
            await _server.DisposeAsync();
            _server = await GridServer.StartAsync(_folder.Path, bases.Path, port);
        }

        Assert.True(restarted);
        Assert.Equal(Enumerable.Range(1, seen.Count).Select(number => (long)number), seen);
        Assert.Equal(JobStatus.Succeeded, (await grid.Jobs.GetAsync(job.Id)).Status);
        Assert.Equal(seen.Count, (await grid.Jobs.ListEventsAsync(job.Id)).Items.Count);
    }

    [Fact]
    public async Task Versions_ExportedAndImported_AreTheSameBytes()
    {
        var grid = Client("v");
        await GridData.TrainAsync(grid, "reviews", GridData.Rows(24));
        using var diff = new MemoryStream();
        await using (var content = await grid.Tasks.OpenDiffAsync("reviews", 1)) await content.CopyToAsync(diff);
        diff.Position = 0;
        var copy = await grid.Tasks.ImportVersionAsync("copy", diff, publishTo: null);
        Assert.Equal((await grid.Tasks.GetAsync("reviews")).Versions.Single().Sha256, copy.Sha256);
        Assert.Empty((await grid.Tasks.GetAsync("copy")).Aliases);
        await grid.Tasks.DeleteVersionAsync("copy", 1);
        await AssertCodeAsync(ErrorCodes.VersionInUse, () => grid.Tasks.DeleteVersionAsync("reviews", 1));
    }

    [Fact]
    public async Task ManyRequests_InOneCall_EachHaveTheirOwnOutcome()
    {
        var grid = Client("m");
        await GridData.TrainAsync(grid, "reviews", GridData.Rows(24));
        var outcomes = await grid.PredictManyAsync(
            [new() { Model = "reviews", Inputs = [new("x")] }, new() { Model = "absent", Inputs = [new("x")] }]);
        Assert.Equal(1, outcomes[0].Result.Version);
        Assert.Equal(ErrorCodes.TaskNotFound, outcomes[1].Error!.Code);
    }

    [Fact]
    public async Task FilesBasesAndNodes_AreThoseOfTheServer()
    {
        var grid = Client("f");
        var rows = GridData.Rows(20);
        var file = await GridData.UploadAsync(grid, rows);
        using var content = new MemoryStream();
        await using (var stream = await grid.Files.OpenAsync(file.Id)) await stream.CopyToAsync(content);
        Assert.Equal(rows, content.ToArray());
        Assert.Equal(file, Assert.Single((await grid.Files.ListAsync(new PageRequest())).Items));
        await grid.Files.DeleteAsync(file.Id);
        await AssertCodeAsync(ErrorCodes.FileNotFound, () => grid.Files.GetAsync(file.Id));
        Assert.Equal(SampleBases.Name, Assert.Single(await grid.Bases.ListAsync()).Name);
        Assert.Single(await grid.ListNodesAsync());
    }

    [Fact]
    public async Task Upload_BrokenOff_SendsOnlyWhatIsMissing()
    {
        var rows = GridData.Rows(400);
        var parts = new PartCounter();
        using var grid = new TaskGridClient(new HttpClient(parts), new TaskGridClientOptions
        {
            Endpoint = _server.Endpoint,
            Key = await _server.KeyAsync("u"),
            UploadPartBytes = 1000,
            MaxRetries = 0,
        });
        var all = (rows.Length + 999) / 1000;
        parts.BreakAt = 4;
        await AssertCodeAsync(ErrorCodes.ServerUnavailable, () => GridData.UploadAsync(grid, rows, "once"));
        Assert.Equal(4, parts.Sent);
        (parts.BreakAt, parts.Sent) = (null, 0);
        var file = await GridData.UploadAsync(grid, rows, "once");
        Assert.Equal((all - 3, (long)rows.Length), (parts.Sent, file.Bytes));
        Assert.Equal(file, await GridData.UploadAsync(grid, rows, "once"));
        Assert.Equal(all - 3, parts.Sent);
        rows[50] ^= 1;
        await AssertCodeAsync(ErrorCodes.IdempotencyConflict, () => GridData.UploadAsync(grid, rows, "once"));
    }

    [Fact]
    public async Task Key_ThatIsWrong_IsRefusedAndNotRepeated()
    {
        using var grid = new TaskGridClient(new TaskGridClientOptions { Endpoint = _server.Endpoint, Key = "tg-wrong" });
        var error = await Assert.ThrowsAsync<TaskGridException>(() => grid.ListNodesAsync());
        Assert.Equal("unauthenticated", error.Code);
        Assert.DoesNotContain("tg-wrong", error.ToString(), StringComparison.Ordinal);
    }

    // The suite asks for its grids without waiting, so the key is made on another thread.
    private TaskGridClient Client(string tenant) => _clients.GetOrAdd(tenant, _ => new TaskGridClient(
        new TaskGridClientOptions
        {
            Endpoint = _server.Endpoint,
            Key = Task.Run(() => _server.KeyAsync(tenant)).GetAwaiter().GetResult(),
        }));
}
