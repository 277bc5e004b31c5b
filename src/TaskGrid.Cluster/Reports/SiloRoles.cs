namespace TaskGrid.Cluster;

/// <summary>What a silo is there for.</summary>
[Flags]
public enum SiloRoles
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Takes requests of clients and routes them.</summary>
    Gateway = 1,

    /// <summary>Holds bases, trains and answers.</summary>
    Worker = 2,
}
