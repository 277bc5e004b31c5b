using TaskGrid.Serving.Batching;

namespace TaskGrid.Node;

/// <summary>Work of one tenant that waits, in its order; each piece counts as one token.</summary>
internal sealed class TenantWork : FairFlow
{
    public required string Tenant { get; init; }

    public LinkedList<TaskCompletionSource> Turns { get; } = new();
}
