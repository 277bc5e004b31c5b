namespace TaskGrid;

/// <summary>What an event tells.</summary>
public enum JobEventKind
{
    /// <summary>The job's status is another.</summary>
    Status,

    /// <summary>Progress of the training.</summary>
    Progress,

    /// <summary>A checkpoint was stored.</summary>
    Checkpoint,

    /// <summary>Something that its owner should know.</summary>
    Warning,
}
