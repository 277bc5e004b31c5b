namespace TaskGrid.Serving.Batching;

/// <summary>Requests of one tenant; its tasks take turns.</summary>
/// <param name="tenant">The tenant.</param>
internal sealed class TenantFlow(string tenant) : FairFlow
{
    public string Tenant => tenant;

    public Dictionary<ResidentTask, TaskFlow> Tasks { get; } = [];

    public PriorityQueue<TaskFlow, long> Turns { get; } = new();

    /// <summary>What the task that was served last had had before.</summary>
    public long Clock { get; set; }
}
