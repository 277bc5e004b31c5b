namespace TaskGrid.Gateway;

/// <summary>The scope that an address needs.</summary>
internal sealed record RequiredScope(string Scope);
