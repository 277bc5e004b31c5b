using TaskGrid.Cluster;
using TaskGrid.Orleans.Tests.Clusters;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Orleans.Tests.Failures;

public sealed class AbsentWorkerTests
{
    [Fact]
    public async Task Submit_WhileAFrontIsAlone_IsToBeRepeated()
    {
        using var folder = new ScratchFolder();
        await using var silos = await TestSilos.StartAsync(
            1, change: (_, options) => options with { Roles = SiloRoles.Gateway, BasesFolder = folder["none"] });
        var grain = silos.Of<IGrainFactory>(0).GetGrain<ITaskGrain>(TaskGrainKey.Of("t", "reviews"));
        var failure = await Assert.ThrowsAsync<TaskGridException>(
            () => grain.SubmitJobAsync(GridData.Job("reviews", "file-none"), "first"));
        Assert.Equal(ErrorCodes.ServerUnavailable, failure.Code);
    }

    [Fact]
    public async Task Tasks_WhileNoSiloTrains_AreOnTheWorker()
    {
        await using var silos = await TestSilos.StartAsync(2, change: (silo, options) => silo == 1
            ? options with { Roles = SiloRoles.Gateway }
            : options with { Node = options.Node with { Slots = 0 } });
        var view = silos.Of<ClusterView>(0);
        await Eventually.BecomesAsync(() => Task.FromResult(view.Silos.Count), count => count == 2);
        var grains = silos.Of<IGrainFactory>(0);
        var names = Enumerable.Range(0, 20).Select(number => $"task-{number}").ToArray();
        foreach (var name in names)
            await grains.GetGrain<ITaskGrain>(TaskGrainKey.Of("t", name)).RegisterAsync(new TaskSpec { Name = name });
        var statistics = await grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
        var places = statistics.Where(each => names.Contains(each.GrainId.Key.ToString()!.Split('/')[^1])).ToArray();
        Assert.Equal(names.Length, places.Length);
        var worker = view.Silos.Single(silo => silo.IsWorker).Silo;
        Assert.All(places, each => Assert.Equal(worker, each.SiloAddress.ToParsableString()));
    }
}
