namespace TaskGrid.Orleans;

/// <summary>Which silos are one cluster, and where they find each other.</summary>
public sealed record MembershipOptions
{
    /// <summary>Where; by default in the store.</summary>
    public MembershipKind Kind { get; init; }

    /// <summary>
    /// The connection string: of Redis, of PostgreSQL, or of the storage account, which may also be the URL of its tables
    /// (<c>https://ACCOUNT.table.core.windows.net</c>) to sign in as this machine. Null for the store.
    /// </summary>
    public string? Connection { get; init; }

    /// <summary>The cluster's name, by default <c>taskgrid</c>: clusters that share a membership service have different
    /// ones.</summary>
    public string Cluster { get; init; } = "taskgrid";
}
