namespace TaskGrid;

/// <summary>A grid with many tenants, each of which sees its own tasks, files and jobs only.</summary>
public interface IGridTenants
{
    /// <summary>One tenant's view.</summary>
    /// <param name="tenant">A name by <see cref="ResourceName"/>.</param>
    ITaskGrid ForTenant(string tenant);
}
