using System.Collections.Concurrent;
using TaskGrid.Node;

namespace TaskGrid.Orleans;

/// <summary>
/// The grid of a cluster, seen from one of its silos or from a client outside. Commands and requests go to grains; data
/// files and diffs go to the store, and no call carries one.
/// </summary>
public sealed class OrleansGrid : IGridTenants
{
    // A client sends all calls of one key to one gateway, and a silo does them on one thread at a time.
    private const int Routers = 64;

    private readonly ConcurrentDictionary<string, ClusterTenantGrid> _tenants = new(StringComparer.Ordinal);
    private readonly long _maxFileBytes;

    internal OrleansGrid(IGrainFactory grains, IBlobStore store, TimeProvider time, long maxFileBytes, CallLosses? gateways)
    {
        (Grains, Time, _maxFileBytes) = (grains, time, maxFileBytes);
        Documents = new GridDocuments(store);
        Requests = new IdempotentRequests(Documents, time);
        Calls = new GrainCall(time, gateways);
    }

    internal IGrainFactory Grains { get; }

    /// <summary>A router, another one each time.</summary>
    internal IRouterGrain Router => Grains.GetGrain<IRouterGrain>(Random.Shared.Next(Routers));

    internal GrainCall Calls { get; }

    internal TimeProvider Time { get; }

    internal GridDocuments Documents { get; }

    internal IdempotentRequests Requests { get; }

    /// <inheritdoc/>
    public ITaskGrid ForTenant(string tenant) =>
        _tenants.GetOrAdd(
            ResourceName.Check(tenant, "tenant"), name => new ClusterTenantGrid(this, name, _maxFileBytes));

    /// <inheritdoc/>
    public Task<bool> HasJobAsync(string tenant, string idempotencyKey, CancellationToken cancellationToken = default) =>
        Requests.HasJobAsync(ResourceName.Check(tenant, "tenant"), idempotencyKey, cancellationToken);
}
