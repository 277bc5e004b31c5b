using TaskGrid.Storage;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Node.Tests.Grid;

/// <summary>Real processes, killed at random moments.</summary>
public sealed class KillTests(SampleBases bases) : IClassFixture<SampleBases>, IDisposable
{
    private const int Kills = 6;
    private const int Epochs = 4;
    private static readonly string[] Tasks = ["a", "b"];

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Jobs_WhileTheirProcessIsKilledAgainAndAgain_EndAsIfItHadNotBeen()
    {
        var expected = await WithoutKillsAsync();
        var store = new FileBlobStore(_folder["store"]);
        await using var acceptor = await EmbeddedGrid.StartAsync(
            store, bases.Path, new EmbeddedGridOptions { Node = "acceptor", Slots = 0, LocalFolder = _folder["a"] });
        var grid = acceptor.ForTenant("t");
        var jobs = await SubmitAsync(grid);
        var random = new Random(7);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var worker = new WorkerProcess(_folder["store"], bases.Path, _folder["worker"]);
            await worker.ReadyAsync();
            await Task.Delay(random.Next(100, 2500));
            worker.Kill();
        }

        using (var worker = new WorkerProcess(_folder["store"], bases.Path, _folder["worker"]))
        {
            foreach (var job in jobs)
            {
                var ended = await GridData.EndAsync(grid, job.Id);
                Assert.True(ended.Status == JobStatus.Succeeded, ended.Failure?.Message);
            }
        }

        Assert.Equal(expected, await HashesAsync(grid));
        foreach (var job in jobs)
        {
            var numbers = (await grid.Jobs.ListEventsAsync(job.Id)).Items.Select(each => each.Sequence).ToArray();
            Assert.Equal(Enumerable.Range(1, numbers.Length).Select(number => (long)number), numbers);
        }

        Assert.Empty((await new StoreCheck(store).VerifyAsync()).Problems);
    }

    private async Task<string[]> WithoutKillsAsync()
    {
        await using var whole = await EmbeddedGrid.StartAsync(
            new FileBlobStore(_folder["whole"]), bases.Path, new EmbeddedGridOptions { LocalFolder = _folder["w"] });
        var grid = whole.ForTenant("t");
        foreach (var job in await SubmitAsync(grid)) await GridData.EndAsync(grid, job.Id);
        return await HashesAsync(grid);
    }

    private static async Task<List<JobSnapshot>> SubmitAsync(ITaskGrid grid)
    {
        var jobs = new List<JobSnapshot>();
        var file = await GridData.UploadAsync(grid, GridData.Rows(120));
        foreach (var task in Tasks)
        {
            var spec = GridData.Job(task, file.Id, Epochs) with { CheckpointEvery = TimeSpan.FromSeconds(1) };
            jobs.Add(await grid.Jobs.SubmitAsync(spec, $"job {task}"));
        }

        return jobs;
    }

    private static async Task<string[]> HashesAsync(ITaskGrid grid) =>
        await Task.WhenAll(Tasks.Select(async task => (await grid.Tasks.GetAsync(task)).Versions.Single().Sha256));
}
