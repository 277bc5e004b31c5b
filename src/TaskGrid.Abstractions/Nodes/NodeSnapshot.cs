namespace TaskGrid;

/// <summary>A process that holds bases and answers for tasks. A server tells what all tenants do together to callers with the scope
/// <c>operate</c> alone; to others that is null, or empty.</summary>
public sealed record NodeSnapshot
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it computes: <c>cpu</c> or <c>cuda:N</c>; null: it does not say.</summary>
    public string? Device { get; init; }

    /// <summary>Bases in memory, by name.</summary>
    public required IReadOnlyList<string> Bases { get; init; }

    /// <summary>Versions in memory, <c>task@v7</c>, of the asking tenant, in use or idle.</summary>
    public required IReadOnlyList<string> Resident { get; init; }

    /// <summary>Bytes of all versions in memory, of every tenant.</summary>
    public long? ResidentBytes { get; init; }

    /// <summary>What is where, idle versions too; null from a node that does not say.</summary>
    public ResidencySnapshot? Residency { get; init; }

    /// <summary>How tasks are answered, for each base that was asked; empty before the first request.</summary>
    public IReadOnlyList<ServingSnapshot> Serving { get; init; } = [];

    /// <summary>Bytes that running jobs of every tenant may take now beside their bases: less when a job has chosen its entries.</summary>
    public long? TrainingBytes { get; init; }

    /// <summary>Bytes that they may take together; a job that needs more than is left waits.</summary>
    public long MaxTrainingBytes { get; init; }

    /// <summary>Jobs that train now, of every tenant.</summary>
    public int? RunningJobs { get; init; }

    /// <summary>Jobs that can train at once.</summary>
    public required int Slots { get; init; }

    /// <summary>Jobs that wait, of every tenant.</summary>
    public int? QueuedJobs { get; init; }
}
