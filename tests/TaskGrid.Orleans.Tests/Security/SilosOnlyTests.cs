using TaskGrid.Orleans.Tests.Clusters;

namespace TaskGrid.Orleans.Tests.Security;

public sealed class SilosOnlyTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    [Fact]
    public async Task CallsOfSilos_FromAClientOutside_AreRefused()
    {
        var outside = silos.Silos.Client.Grains;
        var silo = silos.Silos.Cluster.Silos[0].SiloAddress.ToParsableString();
        await RefusedAsync(() => outside.GetGrain<INodeGrain>(silo).ListBasesAsync());
        await RefusedAsync(() => outside.GetGrain<IBaseModelGrain>("tg-mini").PinAsync());
        await RefusedAsync(() => outside.GetGrain<ITaskGrain>("t/any").TakeUpJobAsync("any", "tg-mini"));
        Assert.Single(await outside.GetGrain<IRouterGrain>(0).ListBasesAsync());
        Assert.Single(await silos.Silos.Of<IGrainFactory>(1).GetGrain<INodeGrain>(silo).ListBasesAsync());
    }

    private static async Task RefusedAsync(Func<Task> call) =>
        Assert.Equal(ErrorCodes.CallRefused, (await Assert.ThrowsAsync<TaskGridException>(call)).Code);
}
