using System.Collections.Concurrent;

namespace TaskGrid.Gateway;

/// <summary>Keeps a tenant from queueing more jobs than its share.</summary>
internal sealed class JobLimits(GatewayOptions options, IGridTenants grids) : IDisposable
{
    private readonly ConcurrentDictionary<string, UnfinishedJobs> _tenants = new(StringComparer.Ordinal);

    /// <summary>Submits a job, if the tenant may have one more.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="grid">Its grid.</param>
    /// <param name="spec">The job.</param>
    /// <param name="idempotencyKey">See <see cref="ITaskGrid"/>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    public Task<JobSnapshot> SubmitAsync(
        CallerTenant tenant,
        ITaskGrid grid,
        JobSpec spec,
        string? idempotencyKey,
        CancellationToken cancellationToken) =>
        _tenants.GetOrAdd(tenant.Name, name => new UnfinishedJobs(grids, name, options.Limits.MaxUnfinishedJobs))
            .SubmitAsync(grid, spec, idempotencyKey, cancellationToken);

    public void Dispose()
    {
        foreach (var jobs in _tenants.Values) jobs.Dispose();
    }
}
