namespace TaskGrid.Gateway;

/// <summary>The tenant that a request is answered for.</summary>
internal sealed record CallerTenant(string Name);
