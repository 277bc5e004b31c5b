namespace TaskGrid.Cli.Serving;

/// <summary>What <c>key create --json</c> prints.</summary>
internal sealed record CreatedKey(string Key, string Id, string Tenant, IReadOnlyList<string> Scopes, string Name);
