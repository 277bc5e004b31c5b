using TaskGrid.Cluster;
using TaskGrid.Node;
using TaskGrid.Orleans.Tests.Clusters;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Orleans.Tests.Grid;

/// <summary>Two silos, of which one has other bases than the other, or damaged ones.</summary>
public sealed class OtherBasesTests : IDisposable
{
    private const string Other = "other";
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("base.json")]
    [InlineData("vocab.txt")] // it is read with the weights alone
    public async Task Jobs_WhereOneSiloHasADamagedBase_TrainOnTheOther(string damaged)
    {
        await using var silos = await StartAsync(bases =>
            File.WriteAllText(Path.Combine(CopiedBase.Create(bases, Others, SampleBases.Name, false), damaged), ""));
        var grid = silos.Client.ForTenant("t");
        foreach (var task in new[] { await NameAsync(silos, Number(silos)), await NameAsync(silos, 1 - Number(silos)) })
        {
            var job = await GridData.TrainAsync(grid, task, GridData.Rows(8));
            Assert.True(job.Status == JobStatus.Succeeded, job.Failure?.Message);
            foreach (var silo in new[] { 0, 1 })
            {
                var own = silos.Of<OrleansGrid>(silo).ForTenant("t");
                Assert.Equal(1, (await own.PredictAsync(Request(task))).Version);
                Assert.NotEmpty(await own.Bases.FillAsync(SampleBases.Name, "a [MASK] film", 1));
            }
        }
    }

    [Fact]
    public async Task TakeUp_WhereABaseHasOtherWeightsThanTheJobs_MovesIt()
    {
        await using var silos = await StartAsync(bases => CopiedBase.Create(bases, Others, SampleBases.Name, true));
        var (other, own) = (Number(silos), 1 - Number(silos));
        var task = await NameAsync(silos, other);
        var node = silos.Of<SiloNode>(own).Grid.ForTenant("t");
        var file = await GridData.UploadAsync(node, GridData.Rows(80));
        var job = await node.Jobs.SubmitAsync(GridData.Job(task, file.Id, epochs: 5));
        await node.Jobs.PauseAsync(job.Id);
        await Eventually.BecomesAsync(() => node.Jobs.GetAsync(job.Id), each => each.Status == JobStatus.Paused);

        // The grain of its task comes to the other silo, and the job is nobody's.
        var view = silos.Of<ClusterView>(other);
        await Eventually.BecomesAsync(() => Task.FromResult(view.Silos.Sum(silo => silo.FreeSlots)), slots => slots == 2);
        await Assert.ThrowsAsync<TaskGridException>(
            () => silos.Of<IGrainFactory>(other).GetGrain<ITaskGrain>(TaskGrainKey.Of("t", task)).GetAsync());
        await new GridDocuments(silos.Store).Jobs.UpdateAsync(
            GridKeys.Job("t", job.Id), state => JobMachine.WishRun(state!).State, CancellationToken.None);
        var ended = await GridData.EndAsync(silos.Client.ForTenant("t"), job.Id);
        Assert.True(ended.Status == JobStatus.Succeeded, ended.Failure?.Message);
    }

    [Fact]
    public async Task Versions_OfTwoBasesOnTwoSilos_AreAllAnswered()
    {
        await using var silos = await StartAsync(bases => CopiedBase.Create(bases, Others, Other, true));
        var grid = silos.Client.ForTenant("t");
        await GridData.TrainAsync(grid, "both", GridData.Rows(8));
        var file = await GridData.UploadAsync(grid, GridData.Rows(8));
        Assert.Equal(JobStatus.Succeeded, (await GridData.EndAsync(grid, (await SubmitAsync(grid, "both", file.Id)).Id)).Status);
        await grid.Tasks.SetAliasAsync("both", "split", [new AliasTarget(1, 0.5), new AliasTarget(2, 0.5)]);
        foreach (var silo in new[] { 0, 1 })
        {
            var own = silos.Of<OrleansGrid>(silo).ForTenant("t");
            Assert.Equal(1, (await own.PredictAsync(Request("both@v1"))).Version);
            Assert.Equal(2, (await own.PredictAsync(Request("both@v2"))).Version);
            for (var i = 0; i < 20; i++) await own.PredictAsync(Request("both@split"));
        }
    }

    [Fact]
    public async Task Submit_OfABaseElsewhereWhileTheTaskTrainsHere_TrainsThere()
    {
        await using var silos = await StartAsync(bases => CopiedBase.Create(bases, Others, Other, true));
        var grid = silos.Client.ForTenant("t");
        var file = await GridData.UploadAsync(grid, GridData.Rows(80));
        var first = await grid.Jobs.SubmitAsync(GridData.Job("both", file.Id, epochs: 1000));
        await Eventually.BecomesAsync(() => grid.Jobs.GetAsync(first.Id), job => job.Status == JobStatus.Running);
        var second = await SubmitAsync(grid, "both", file.Id);
        Assert.Equal(JobStatus.Succeeded, (await GridData.EndAsync(grid, second.Id)).Status);
        Assert.Equal(JobStatus.Running, (await grid.Jobs.GetAsync(first.Id)).Status);
        await grid.Jobs.CancelAsync(first.Id);
        Assert.Equal(JobStatus.Cancelled, (await GridData.EndAsync(grid, first.Id)).Status);
    }

    [Fact]
    public async Task Submit_OfAJobThatHasToWait_LoadsItsBase()
    {
        await using var silos = await TestSilos.StartAsync(1, change: (_, options) =>
        {
            CopiedBase.Create(options.BasesFolder, Others, SampleBases.Name, false);
            CopiedBase.Create(options.BasesFolder, Others, Other, true);
            return options with { BasesFolder = Others };
        });
        var grid = silos.Client.ForTenant("t");
        var file = await GridData.UploadAsync(grid, GridData.Rows(80));
        var first = await grid.Jobs.SubmitAsync(GridData.Job("first", file.Id, epochs: 1000));
        await Eventually.BecomesAsync(() => grid.Jobs.GetAsync(first.Id), job => job.Status == JobStatus.Running);
        var second = await SubmitAsync(grid, "second", file.Id);
        await Eventually.BecomesAsync(() => Task.FromResult(silos.Of<SiloNode>(0).Grid.Bases.Loaded()), loaded => loaded.Contains(Other));
        Assert.Equal(JobStatus.Queued, (await grid.Jobs.GetAsync(second.Id)).Status);
        foreach (var job in new[] { second, first }) await grid.Jobs.CancelAsync(job.Id);
    }

    private string Others => _folder["bases"];

    private static PredictRequest Request(string model) => new() { Model = model, Inputs = [new("a good film")] };

    private static Task<JobSnapshot> SubmitAsync(ITaskGrid grid, string task, string file)
    {
        var spec = GridData.Job(task, file);
        return grid.Jobs.SubmitAsync(spec with { Train = spec.Train with { Base = Other } });
    }

    // The second silo has the folder of its own.
    private Task<TestSilos> StartAsync(Action<string> fill) => TestSilos.StartAsync(2, change: (silo, options) =>
    {
        if (silo == 1) return options;
        fill(options.BasesFolder);
        return options with { BasesFolder = Others };
    });

    private int Number(TestSilos silos) => silos.Of<SiloNodeOptions>(0).BasesFolder == Others ? 0 : 1;

    // A task whose grain comes to a silo as long as nobody knows its base.
    private static async Task<string> NameAsync(TestSilos silos, int silo)
    {
        var (view, address) = (silos.Of<ClusterView>(silo), silos.Cluster.Silos[silo].SiloAddress.ToParsableString());
        await Eventually.BecomesAsync(() => Task.FromResult(view.Silos.Sum(each => each.FreeSlots)), slots => slots == 2);
        return Enumerable.Range(0, 1000).Select(number => $"task-{number}")
            .First(name => TaskPlacement.Choose(TaskKey.Of("t", name), null, view.Silos)!.Silo == address);
    }
}
