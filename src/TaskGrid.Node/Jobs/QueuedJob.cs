namespace TaskGrid.Node;

/// <summary>The marker of a job that has not ended: where its document is.</summary>
/// <param name="Tenant">Its tenant.</param>
/// <param name="Id">Its id.</param>
internal sealed record QueuedJob(string Tenant, string Id);
