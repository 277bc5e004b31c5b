namespace TaskGrid;

/// <summary>A grid with many tenants, each of which sees its own tasks, files and jobs only.</summary>
public interface IGridTenants
{
    /// <summary>One tenant's view.</summary>
    /// <param name="tenant">A name by <see cref="ResourceName"/>.</param>
    ITaskGrid ForTenant(string tenant);

    /// <summary>Whether a tenant's job was accepted with an idempotency key that still counts: a call that is repeated with it makes no
    /// other job.</summary>
    /// <param name="tenant">A name by <see cref="ResourceName"/>.</param>
    /// <param name="idempotencyKey">See <see cref="ITaskGrid"/>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: the key is none.</exception>
    Task<bool> HasJobAsync(string tenant, string idempotencyKey, CancellationToken cancellationToken = default);
}
