namespace TaskGrid.Node;

/// <summary>A version as the caches know it. Tenants with the same diff each have their own: what one does says nothing to the other.
/// </summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Sha256">Its hash.</param>
internal readonly record struct VersionKey(string Tenant, string Sha256);
