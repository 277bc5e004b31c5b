using Orleans.Placement;
using Orleans.Runtime.Placement;
using TaskGrid.Cluster;

namespace TaskGrid.Orleans;

/// <summary>
/// Keeps the silos that can train the task (<see cref="TaskPlacement.CanTake"/>). Where there is none all are kept: a job is
/// accepted all the same, and waits for one.
/// </summary>
internal sealed class TaskPlacementFilterDirector(ClusterView view) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(
        PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        SiloAddress[] all = [.. silos];
        var baseName = PlacementContext.BaseOf(target);
        SiloAddress[] able = [.. all.Where(silo =>
            view.Find(silo.ToParsableString()) is { } report && TaskPlacement.CanTake(report, baseName))];
        return able.Length > 0 ? able : all;
    }
}
