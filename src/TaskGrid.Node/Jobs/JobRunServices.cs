using Microsoft.Extensions.Logging;

namespace TaskGrid.Node;

/// <summary>What working on a job needs.</summary>
internal sealed record JobRunServices
{
    public required GridDocuments Documents { get; init; }

    public required JobDocuments Jobs { get; init; }

    public required BaseCatalog Bases { get; init; }

    public required DiffVersions Versions { get; init; }

    public required NodePresence Presence { get; init; }

    /// <summary>Memory for trainings.</summary>
    public required TrainingBudget Memory { get; init; }

    /// <summary>A tenant's tasks.</summary>
    public required Func<string, GridTasks> TasksOf { get; init; }

    /// <summary>Jobs that train at once.</summary>
    public required int Slots { get; init; }

    /// <summary>Files of running jobs.</summary>
    public required string LocalFolder { get; init; }

    /// <summary>Whether trainings give way to what else this process does.</summary>
    public required bool Yields { get; init; }

    /// <summary>Whether other nodes train what this one cannot.</summary>
    public required bool HasOthers { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Is told what keeps jobs from their work.</summary>
    public required ILogger Logger { get; init; }
}
