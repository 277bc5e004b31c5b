namespace TaskGrid;

/// <summary>A job as it is now.</summary>
public sealed record JobSnapshot
{
    /// <summary>Its id, <c>ftjob-…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What was declared.</summary>
    public required JobSpec Spec { get; init; }

    /// <summary>Where it is.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it first trained.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When it is likely to end, by the pace so far.</summary>
    public DateTimeOffset? EstimatedEnd { get; init; }

    /// <summary>Steps done, as of the last event.</summary>
    public int Step { get; init; }

    /// <summary>Steps of the whole run; 0 until its data was read.</summary>
    public int Steps { get; init; }

    /// <summary>The newest checkpoint.</summary>
    public JobCheckpoint? Checkpoint { get; init; }

    /// <summary>What it produced.</summary>
    public TrainResult? Result { get; init; }

    /// <summary>Why it failed.</summary>
    public JobFailure? Failure { get; init; }

    /// <summary>Whether it has ended for good.</summary>
    public bool HasEnded => Status is JobStatus.Succeeded or JobStatus.Failed or JobStatus.Cancelled;

    /// <summary>What an ended job produced.</summary>
    /// <exception cref="TaskGridException">There is none: the job's <see cref="Failure"/>, or
    /// <see cref="ErrorCodes.Cancelled"/>.</exception>
    public TrainResult RequireResult() => this switch
    {
        { Result: { } result } => result,
        { Failure: { } failure } => throw new TaskGridException(failure.Code, failure.Message, failure.Details),
        _ => throw new TaskGridException(ErrorCodes.Cancelled, $"The job {Id} was cancelled."),
    };
}
