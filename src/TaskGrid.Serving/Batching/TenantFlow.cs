namespace TaskGrid.Serving.Batching;

/// <summary>Requests of one tenant; its tasks take turns.</summary>
internal sealed class TenantFlow : FairFlow
{
    public string Tenant { get; set; } = "";

    /// <summary>The number of the last batch that was taken while it waited for nothing.</summary>
    public long WaitsSince { get; set; }

    /// <summary>Tokens that wait of requests that were admitted although it waited for its share.</summary>
    public long TokensBeyondShare { get; set; }

    /// <summary>Its tasks, by their numbers: one that waits for nothing keeps no task in memory.</summary>
    public Dictionary<long, TaskFlow> Tasks { get; } = [];

    public FairTurns<TaskFlow> Turns { get; } = new();
}
