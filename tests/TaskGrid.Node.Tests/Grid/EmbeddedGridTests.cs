using TaskGrid.Storage;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Node.Tests.Grid;

public sealed class EmbeddedGridTests(SampleBases bases) : TaskGridTests, IClassFixture<SampleBases>, IAsyncLifetime, IDisposable
{
    private readonly ScratchFolder _folder = new();
    private EmbeddedGrid _grid = null!;

    public async Task InitializeAsync() => _grid = await StartAsync("local");

    public Task DisposeAsync() => _grid.DisposeAsync().AsTask();

    public void Dispose() => _folder.Dispose();

    protected override ITaskGrid Grid(string tenant) => _grid.ForTenant(tenant);

    [Fact]
    public async Task Job_AcrossARestart_GoesOnAndEndsWithTheSameBytes()
    {
        var file = await GridData.UploadAsync(Grid("r"), GridData.Rows(80));
        var whole = await Grid("r").Jobs.SubmitAsync(GridData.Job("whole", file.Id, epochs: 3));
        await GridData.EndAsync(Grid("r"), whole.Id);
        var job = await Grid("r").Jobs.SubmitAsync(GridData.Job("stopped", file.Id, epochs: 3));
        await EventuallyAsync(async () => (await Grid("r").Jobs.GetAsync(job.Id)).Step > 5);
        await _grid.DisposeAsync();
        _grid = await StartAsync("local");
        Assert.Equal(JobStatus.Succeeded, (await GridData.EndAsync(Grid("r"), job.Id)).Status);
        var tasks = (await Grid("r").Tasks.ListAsync(new PageRequest())).Items;
        Assert.Single(tasks.Select(task => task.Versions.Single().Sha256).Distinct());
    }

    [Fact]
    public async Task ReadOnlyGrid_OnTheSameStore_ServesANewVersionWithoutARestart()
    {
        await using var reader = await StartAsync("reader", readOnly: true);
        await GridData.TrainAsync(Grid("p"), "reviews", GridData.Rows(24));
        var request = new PredictRequest { Model = "reviews", Inputs = [new("x")] };
        Assert.Equal(1, (await reader.ForTenant("p").PredictAsync(request)).Version);
        await GridData.TrainAsync(Grid("p"), "reviews", GridData.Rows(24, seed: 3));
        await EventuallyAsync(async () => (await reader.ForTenant("p").PredictAsync(request)).Version == 2);
    }

    private Task<EmbeddedGrid> StartAsync(string node, bool readOnly = false) =>
        EmbeddedGrid.StartAsync(
            new FileBlobStore(_folder["store"]),
            bases.Path,
            new EmbeddedGridOptions
            {
                Node = node,
                ReadOnly = readOnly,
                RefreshEvery = TimeSpan.FromMilliseconds(200),
                LocalFolder = _folder["local"],
            });
}
