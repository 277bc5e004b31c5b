namespace TaskGrid.Serving.Batching;

/// <summary>Requests for one task, in their order.</summary>
internal sealed class TaskFlow : FairFlow
{
    /// <summary>The task's number.</summary>
    public long Task { get; set; }

    public Queue<WaitingRequest> Requests { get; } = new();
}
