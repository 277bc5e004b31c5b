using Orleans.Runtime.Placement;
using TaskGrid.Cluster;

namespace TaskGrid.Orleans;

/// <summary>Prefers silos with a free slot, then those where base and diff are warm (<see cref="TaskPlacement"/>).</summary>
internal sealed class TaskPlacementDirector(ClusterView view) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) is { } hint) return Task.FromResult(hint);
        var byName = silos.ToDictionary(silo => silo.ToParsableString(), StringComparer.Ordinal);
        var task = TaskKey.Of(target.GrainIdentity.Key.ToString()!);
        var (name, fingerprint) = PlacementContext.BaseOf(target);
        SiloReport[] known = [.. view.Silos.Where(silo => byName.ContainsKey(silo.Silo))];
        var best = TaskPlacement.Choose(task, name, known, fingerprint) ?? TaskPlacement.ChooseWorker(task, known);
        return Task.FromResult(best is null ? silos[Random.Shared.Next(silos.Length)] : byName[best.Silo]);
    }
}
