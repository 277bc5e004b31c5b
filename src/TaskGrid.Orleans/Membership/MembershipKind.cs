namespace TaskGrid.Orleans;

/// <summary>Where silos find each other.</summary>
public enum MembershipKind
{
    /// <summary>A document of the store that they share: nothing else is needed, for some dozens of silos.</summary>
    Store,

    /// <summary>Redis.</summary>
    Redis,

    /// <summary>Tables of PostgreSQL, made at the first start.</summary>
    PostgreSql,

    /// <summary>A table of an Azure storage account.</summary>
    AzureTables,
}
