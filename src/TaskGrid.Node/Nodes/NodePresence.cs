namespace TaskGrid.Node;

/// <summary>Tells other processes that this one is there, and knows which of them are gone.</summary>
internal sealed class NodePresence
{
    /// <summary>How often a node says that it is there.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    // Six missed signs: a store that is away for a moment is no death.
    private static readonly TimeSpan GoneAfter = 6 * Every;

    private readonly GridDocuments _documents;
    private readonly INodeCluster? _cluster;
    private readonly TimeProvider _time;

    private NodePresence(GridDocuments documents, JobOwner owner, INodeCluster? cluster, TimeProvider time) =>
        (_documents, Owner, _cluster, _time) = (documents, owner, cluster, time);

    /// <summary>This node and its life.</summary>
    public JobOwner Owner { get; }

    /// <summary>Begins a new life of a node. What an earlier process of the same name still does is refused from now on.
    /// </summary>
    public static async Task<NodePresence> StartAsync(
        GridDocuments documents, string name, INodeCluster? cluster, TimeProvider time, CancellationToken cancellationToken)
    {
        var state = await documents.Nodes.UpdateAsync(
            GridKeys.Node(name),
            old => new NodeState((old?.Life ?? 0) + 1, time.GetUtcNow()),
            cancellationToken);
        return new NodePresence(documents, new JobOwner(name, state.Life), cluster, time);
    }

    /// <summary>A node that owns nothing and tells nobody.</summary>
    public static NodePresence Unseen(GridDocuments documents, string name, INodeCluster? cluster, TimeProvider time) =>
        new(documents, new JobOwner(name, 0), cluster, time);

    /// <summary>Says that this node is there.</summary>
    /// <returns>False when a newer process of the same name has begun.</returns>
    public async Task<bool> RenewAsync(CancellationToken cancellationToken)
    {
        var state = await _documents.Nodes.UpdateAsync(
            GridKeys.Node(Owner.Node),
            old => old is not null && old.Life > Owner.Life ? old : new NodeState(Owner.Life, _time.GetUtcNow()),
            cancellationToken);
        return state.Life == Owner.Life;
    }

    /// <summary>Takes the name back: what this node still owns is free at once.</summary>
    public Task LeaveAsync(CancellationToken cancellationToken) =>
        _documents.Nodes.DeleteAsync(GridKeys.Node(Owner.Node), cancellationToken);

    /// <summary>Whether nobody works any more on what an owner has.</summary>
    public async Task<bool> IsGoneAsync(JobOwner owner, CancellationToken cancellationToken)
    {
        // A node that nobody sees may have the name of one that trains.
        if (owner.Node == Owner.Node && Owner.Life > 0) return owner.Life < Owner.Life;
        if (_cluster?.IsDead(owner.Node) == true) return true;
        var state = await _documents.Nodes.FindAsync(GridKeys.Node(owner.Node), cancellationToken);
        return state is null || state.Life > owner.Life || _time.GetUtcNow() - state.SeenAt > GoneAfter;
    }
}
