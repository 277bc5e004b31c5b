using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;
using TaskGrid.Cluster;

namespace TaskGrid.Orleans;

/// <summary>
/// Keeps the silos that can train the task (<see cref="TaskPlacement.CanTake"/>): by their report, before the first one by
/// their metadata. Where there is none all are kept: a job is accepted all the same, and waits for one.
/// </summary>
internal sealed class TaskPlacementFilterDirector(ClusterView view, ISiloMetadataCache metadata) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(
        PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        SiloAddress[] all = [.. silos];
        var (name, fingerprint) = PlacementContext.BaseOf(target);
        SiloAddress[] able = [.. all.Where(silo => Find(silo) is { } report && TaskPlacement.CanTake(report, name, fingerprint))];
        return able.Length > 0 ? able : all;

        SiloReport? Find(SiloAddress silo) =>
            view.Find(silo.ToParsableString()) ?? SiloDescription.Find(silo, metadata.GetSiloMetadata(silo).Metadata);
    }
}
