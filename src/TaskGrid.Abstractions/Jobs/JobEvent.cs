namespace TaskGrid;

/// <summary>Something that happened to a job. Events are kept for good.</summary>
public sealed record JobEvent
{
    /// <summary>1, 2, 3 … within the job.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What it tells.</summary>
    public required JobEventKind Kind { get; init; }

    /// <summary>In words.</summary>
    public required string Message { get; init; }

    /// <summary>The status after it.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>Step, loss, density and dev metric of a progress event.</summary>
    public TrainProgress? Progress { get; init; }
}
