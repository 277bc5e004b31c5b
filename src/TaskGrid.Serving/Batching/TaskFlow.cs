namespace TaskGrid.Serving.Batching;

/// <summary>Requests for one task, in their order.</summary>
internal sealed class TaskFlow : FairFlow
{
    /// <summary>The task's number.</summary>
    public long Task { get; set; }

    /// <summary>The number of the last batch that has texts of it.</summary>
    public long Batch { get; set; }

    public Queue<WaitingRequest> Requests { get; } = new();
}
