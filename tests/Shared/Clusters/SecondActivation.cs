using Microsoft.Extensions.DependencyInjection;
using Orleans.GrainDirectory;
using Orleans.Runtime.Placement;
using TaskGrid.Orleans;

namespace TaskGrid.Tests.Clusters;

/// <summary>Makes the grain of a task active on two silos at once, which Orleans' directory allows for a moment.</summary>
internal static class SecondActivation
{
    /// <summary>Forces it: a silo that comes later knows nothing of the first activation, and nobody tells it.</summary>
    /// <param name="key">The grain's key, <c>TENANT/TASK</c>.</param>
    /// <param name="silos">The services of all silos.</param>
    /// <param name="start">Starts one more silo.</param>
    /// <returns>Both activations, as their own silos call them, and the services of the first one's silo.</returns>
    public static async Task<(ITaskGrain First, ITaskGrain Second, IServiceProvider FirstSilo)> ForceAsync(
        string key, IReadOnlyList<IServiceProvider> silos, Func<Task<IServiceProvider>> start)
    {
        var grain = Of(silos[0]);
        var directory = silos[0].GetRequiredKeyedService<IGrainDirectory>(GrainDirectoryAttribute.DEFAULT_GRAIN_DIRECTORY);
        var address = (await directory.Lookup(grain.GetGrainId()))!;
        await directory.Unregister(address);
        var first = silos.Single(silo => AddressOf(silo).Equals(address.SiloAddress));
        var another = await start();
        RequestContext.Set(IPlacementDirector.PlacementHintKey, AddressOf(another));
        var second = Of(another);
        await second.GetJobAsync("none").ContinueWith(_ => { }, TaskScheduler.Default);
        RequestContext.Remove(IPlacementDirector.PlacementHintKey);

        var statistics = await first.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
        var active = statistics.Where(each => each.GrainId == grain.GetGrainId()).Select(each => each.SiloAddress).ToHashSet();
        if (!active.SetEquals([address.SiloAddress!, AddressOf(another)]))
            throw new InvalidOperationException($"'{key}' is active on {string.Join(", ", active)}, not on two silos.");
        return (Of(first), second, first);

        ITaskGrain Of(IServiceProvider silo) => silo.GetRequiredService<IGrainFactory>().GetGrain<ITaskGrain>(key);
    }

    private static SiloAddress AddressOf(IServiceProvider silo) => silo.GetRequiredService<ILocalSiloDetails>().SiloAddress;
}
