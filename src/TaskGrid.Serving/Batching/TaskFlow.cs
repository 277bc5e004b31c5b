namespace TaskGrid.Serving.Batching;

/// <summary>Requests for one task, in their order.</summary>
internal sealed class TaskFlow : FairFlow
{
    /// <summary>The task; null while the flow waits to be used again.</summary>
    public ResidentTask? Task { get; set; }

    public Queue<WaitingRequest> Requests { get; } = new();
}
