using TaskGrid.Cluster;

namespace TaskGrid.Orleans;

/// <summary>
/// A silo is ready when it has reported and does not leave. A worker answers then; a gateway without the role sends requests
/// on, and is ready when there is a worker.
/// </summary>
internal sealed class ClusterReadiness(ILocalSiloDetails silo, ClusterView view) : IReadiness
{
    private readonly string _silo = silo.SiloAddress.ToParsableString();

    public bool IsReady => view.Find(_silo) is { IsLeaving: false } own && (own.IsWorker || view.Silos.Any(each => each.IsWorker));
}
