namespace TaskGrid;

/// <summary>Where a job is.</summary>
public enum JobStatus
{
    /// <summary>Waits for a free slot.</summary>
    Queued,

    /// <summary>Its data is being read and checked.</summary>
    Validating,

    /// <summary>Trains.</summary>
    Running,

    /// <summary>Stopped by its owner, with a checkpoint; waits to be resumed.</summary>
    Paused,

    /// <summary>Ended with a new version.</summary>
    Succeeded,

    /// <summary>Ended with an error.</summary>
    Failed,

    /// <summary>Ended by its owner.</summary>
    Cancelled,
}
