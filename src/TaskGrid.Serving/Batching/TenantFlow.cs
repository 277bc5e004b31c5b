namespace TaskGrid.Serving.Batching;

/// <summary>Requests of one tenant; its tasks take turns.</summary>
internal sealed class TenantFlow : FairFlow
{
    public string Tenant { get; set; } = "";

    public Dictionary<ResidentTask, TaskFlow> Tasks { get; } = [];

    public PriorityQueue<TaskFlow, long> Turns { get; } = new();

    /// <summary>What the task that was served last had had before.</summary>
    public long Clock { get; set; }
}
