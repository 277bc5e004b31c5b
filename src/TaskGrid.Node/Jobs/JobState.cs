using System.Text.Json.Serialization;

namespace TaskGrid.Node;

/// <summary>A job's document.</summary>
internal sealed record JobState
{
    public int Schema { get; init; } = 1;

    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public required JobSpec Spec { get; init; }

    /// <summary>The training data: kept for the job even when the file is deleted.</summary>
    public required GridFile TrainFile { get; init; }

    /// <summary>The dev data.</summary>
    public GridFile? DevFile { get; init; }

    /// <summary>Names the weights of the base that it was submitted for; null: it is older than this field.</summary>
    public string? BaseFingerprint { get; init; }

    /// <summary>SHA-256 of the diff to go on from.</summary>
    public string? ContinueFromSha256 { get; init; }

    public required JobStatus Status { get; init; }

    public JobWish Wish { get; init; }

    /// <summary>Who works on it; null while nobody does.</summary>
    public JobOwner? Owner { get; init; }

    /// <summary>Counts the owners. One whose number is not the newest may write nothing.</summary>
    public long Epoch { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public int Steps { get; init; }

    /// <summary>Precision and threads, decided once: a resumed run must compute as it began.</summary>
    public JobCompute? Compute { get; init; }

    public JobCheckpointState? Checkpoint { get; init; }

    /// <summary>The step of the newest checkpoint; 0: there is none.</summary>
    [JsonIgnore]
    public int CheckpointStep => Checkpoint?.Info.Step ?? 0;

    public JobCrashes Crashes { get; init; } = new();

    public TrainResult? Result { get; init; }

    public JobFailure? Failure { get; init; }

    /// <summary>What is still to be told; null for nothing.</summary>
    public JobUntold? Untold { get; init; }

    /// <summary>Wishes that were told with idempotency keys, the oldest first; null for none.</summary>
    public IReadOnlyList<AppliedRequest>? Requests { get; init; }

    public bool HasEnded => Status is JobStatus.Succeeded or JobStatus.Failed or JobStatus.Cancelled;

    /// <summary>Whether its newest checkpoint is in the store: not when it has a version, nor when nobody wants it.</summary>
    public bool KeepsCheckpoint => Status is not (JobStatus.Succeeded or JobStatus.Cancelled);

    public JobSnapshot Snapshot() =>
        new()
        {
            Id = Id,
            Spec = Spec,
            Status = Status,
            CreatedAt = CreatedAt,
            StartedAt = StartedAt,
            EndedAt = EndedAt,
            Step = Status == JobStatus.Succeeded ? Steps : CheckpointStep,
            Steps = Steps,
            Checkpoint = Status == JobStatus.Cancelled ? null : Checkpoint?.Info,
            Result = Result,
            Failure = Failure,
        };

    /// <summary>The job as its newest progress has it.</summary>
    /// <param name="progress">The progress.</param>
    /// <param name="at">When it was told.</param>
    public JobSnapshot Snapshot(TrainProgress progress, DateTimeOffset at) =>
        HasEnded
            ? Snapshot()
            : Snapshot() with { Step = progress.Step, Steps = progress.Steps, EstimatedEnd = at + progress.Remaining };
}
