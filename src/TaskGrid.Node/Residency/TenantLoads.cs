using TaskGrid.Serving.Batching;

namespace TaskGrid.Node;

/// <summary>Loads of one tenant that wait, in their order; each counts as one token.</summary>
internal sealed class TenantLoads : FairFlow
{
    public required string Tenant { get; init; }

    public LinkedList<TaskCompletionSource> Turns { get; } = new();
}
