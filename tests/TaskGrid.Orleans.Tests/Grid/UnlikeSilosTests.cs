using TaskGrid.Cluster;
using TaskGrid.Orleans.Tests.Clusters;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Orleans.Tests.Grid;

public sealed class UnlikeSilosTests(UnlikeSilos silos) : IClassFixture<UnlikeSilos>
{
    private const int Tasks = 10;

    [Fact]
    public async Task Predict_WhereOneSiloLacksTheBase_IsAnsweredByTheOther()
    {
        var grid = silos.Silos.Client.ForTenant("predict");
        await GridData.TrainAsync(grid, "task-0", GridData.Rows(24));
        for (var task = 1; task < Tasks; task++)
        {
            await using var diff = await grid.Tasks.OpenDiffAsync("task-0", 1);
            await grid.Tasks.ImportVersionAsync($"task-{task}", diff);
        }

        for (var task = 0; task < Tasks; task++)
        {
            foreach (var silo in new[] { 0, 1 })
            {
                var answer = await silos.Silos.Of<OrleansGrid>(silo).ForTenant("predict").PredictAsync(
                    new PredictRequest { Model = $"task-{task}", Inputs = [new("a good film")] });
                Assert.Equal(1, answer.Version);
            }
        }
    }

    [Fact]
    public async Task Bases_WhereOneSiloCannotReadItsOwn_AreListedByTheOther()
    {
        var broken = Directory.CreateDirectory(Path.Combine(silos.Empty, "broken"));
        try
        {
            Assert.Throws<TaskGridException>(() => NodeOf(silos.Bare).Bases.Get("broken"));
            foreach (var silo in new[] { 0, 1 })
            {
                var bases = await silos.Silos.Of<IGrainFactory>(silo).GetGrain<IRouterGrain>(0).ListBasesAsync();
                Assert.Equal([SampleBases.Name], bases.Select(each => each.Name));
            }
        }
        finally
        {
            broken.Delete();
        }
    }

    [Fact]
    public async Task Resume_OfATaskThatIsWhereItsBaseIsNot_MovesIt()
    {
        var node = NodeOf(silos.Equipped).ForTenant("resume");
        var bare = silos.Silos.Cluster.Silos[silos.Bare].SiloAddress.ToParsableString();
        var view = silos.Silos.Of<ClusterView>(silos.Bare);
        await Eventually.BecomesAsync(() => Task.FromResult(view.Silos.Count), count => count == 2);
        var task = Enumerable.Range(0, 1000).Select(number => $"task-{number}")
            .First(name => TaskPlacement.Choose(TaskKey.Of("resume", name), null, view.Silos)!.Silo == bare);

        // Its grain does not hear of this job.
        var file = await GridData.UploadAsync(node, GridData.Rows(80));
        var job = await node.Jobs.SubmitAsync(GridData.Job(task, file.Id, epochs: 5));
        await node.Jobs.PauseAsync(job.Id);
        await Eventually.BecomesAsync(() => node.Jobs.GetAsync(job.Id), each => each.Status == JobStatus.Paused);
        await Eventually.BecomesAsync(() => Task.FromResult(view.Silos.Sum(silo => silo.FreeSlots)), slots => slots == 2);
        var grain = silos.Silos.Of<IGrainFactory>(silos.Bare).GetGrain<ITaskGrain>(TaskGrainKey.Of("resume", task));
        Assert.Null(await grain.ResumeJobAsync(job.Id, "first"));

        var grid = silos.Silos.Client.ForTenant("resume");
        await grid.Jobs.ResumeAsync(job.Id);
        var ended = await GridData.EndAsync(grid, job.Id);
        Assert.True(ended.Status == JobStatus.Succeeded, ended.Failure?.Message);
    }

    private Node.EmbeddedGrid NodeOf(int silo) => silos.Silos.Of<SiloNode>(silo).Grid;
}
