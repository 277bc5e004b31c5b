using System.Collections.Concurrent;
using TaskGrid.Cluster;
using TaskGrid.Orleans.Tests.Clusters;
using TaskGrid.Tests.Clusters;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Orleans.Tests.Grid;

public sealed class RoutingTests
{
    private const int Tasks = 20;
    private const int Requests = 1500;
    private const double WantedHitRate = 0.95;

    [Fact]
    public async Task Requests_UnderZipfsLaw_MeetTheirTaskInMemory()
    {
        await using var silos = await TestSilos.StartAsync(3, new RoutingOptions { RequestsPerReplica = 20 });
        var grid = silos.Client.ForTenant("zipf");
        await TrainAsync(grid);
        using var counted = new CountedHits();

        var random = new Random(1);
        var sums = new double[Tasks];
        for (var rank = 0; rank < Tasks; rank++) sums[rank] = (rank == 0 ? 0 : sums[rank - 1]) + (1.0 / (rank + 1));
        for (var i = 0; i < Requests; i++)
        {
            var point = random.NextDouble() * sums[^1];
            var model = $"task-{Array.FindIndex(sums, sum => point <= sum)}";
            await grid.PredictAsync(new PredictRequest { Model = model, Inputs = [new("a good film")] });
        }

        Assert.Equal(Requests, counted.Requests);
        Assert.InRange((double)counted.Hits / Requests, WantedHitRate, 1);
        Assert.NotEqual(0, counted.Misses); // the first request of each task
        Assert.All((await grid.ListNodesAsync()).Select(node => node.Resident.Count), count => Assert.InRange(count, 1, Tasks));
    }

    [Fact]
    public async Task Requests_ForAVersionThatIsNotLive_LoadItOnASecondSilo()
    {
        await using var silos = await TestSilos.StartAsync(2, new RoutingOptions { RequestsPerReplica = 0.01 });
        var grid = silos.Client.ForTenant("warm");
        await GridData.TrainAsync(grid, "source", GridData.Rows(8));
        await using (var diff = await grid.Tasks.OpenDiffAsync("source", 1))
            await grid.Tasks.ImportVersionAsync("wanted", diff, publishTo: "next");
        await Eventually.BecomesAsync(
            async () =>
            {
                await grid.PredictAsync(new PredictRequest { Model = "wanted@next", Inputs = [new("a good film")] });
                return (await grid.ListNodesAsync()).Count(node => node.Resident.Contains("wanted@v1"));
            },
            count => count == 2);
    }

    [Fact]
    public async Task Requests_ThatASiloIsTooBusyFor_AreAnsweredByAnother()
    {
        var refused = 0;
        await using var silos = await TestSilos.StartAsync(2, add: silo => silo.AddIncomingGrainCallFilter(new PredictCalls(grain =>
        {
            if (grain != typeof(INodeGrain)) return Task.CompletedTask;
            Interlocked.Increment(ref refused);
            throw new TaskGridException(ErrorCodes.ServerBusy, "The test wants it.");
        })));
        var view = silos.Of<ClusterView>(0);
        await Eventually.BecomesAsync(() => Task.FromResult(view.Silos.Count), count => count == 2);
        var router = silos.Of<IGrainFactory>(0).GetGrain<IRouterGrain>(0);
        for (var task = 0; task < Tasks; task++)
        {
            var request = new PredictRequest { Model = $"task-{task}", Inputs = [new("a good film")] };
            var answer = await Assert.ThrowsAsync<TaskGridException>(() => router.PredictAsync("busy", request));
            Assert.Equal(ErrorCodes.TaskNotFound, answer.Code);
        }

        Assert.InRange(refused, 1, Tasks);
    }

    [Fact]
    public async Task Requests_OfAClient_GoThroughAllGateways()
    {
        var gateways = new ConcurrentDictionary<SiloAddress, bool>();
        await using var silos = await TestSilos.StartAsync(2, add: silo => silo.AddIncomingGrainCallFilter(context =>
        {
            if (context.InterfaceMethod?.DeclaringType == typeof(IRouterGrain)) gateways[context.TargetContext.Address.SiloAddress!] = true;
            return context.Invoke();
        }));
        for (var i = 0; i < Tasks; i++) await silos.Client.ForTenant("t").Bases.ListAsync();
        Assert.Equal(2, gateways.Count);
    }

    private static async Task TrainAsync(ITaskGrid grid)
    {
        for (var task = 0; task < Tasks; task++)
        {
            // Each has a diff of its own: the same one would be in memory once for all.
            var job = await GridData.TrainAsync(grid, $"task-{task}", GridData.Rows(8, seed: task));
            Assert.Equal(JobStatus.Succeeded, job.Status);
        }
    }
}
