namespace TaskGrid.Serving.Batching;

/// <summary>Requests for one task, in their order.</summary>
/// <param name="task">The task.</param>
internal sealed class TaskFlow(ResidentTask task) : FairFlow
{
    public ResidentTask Task => task;

    public Queue<WaitingRequest> Requests { get; } = new();
}
