using TaskGrid.Node;

namespace TaskGrid.Orleans;

/// <summary>One tenant's view of the cluster.</summary>
internal sealed class ClusterTenantGrid : ITaskGrid
{
    // What Orleans gives any call, and more for each text. It is a client's outside: should its gateway go without its connection being
    // closed, it asks again. A silo's own router is lost with the silo alone, and is given the call's time.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PatienceForAText = TimeSpan.FromSeconds(0.5);

    private readonly OrleansGrid _grid;
    private readonly string _tenant;

    public ClusterTenantGrid(OrleansGrid grid, string tenant, long maxFileBytes)
    {
        (_grid, _tenant) = (grid, tenant);
        var uploads = new GridUploads(grid.Documents, grid.Requests, tenant, maxFileBytes, grid.Time);
        Files = new GridFiles(grid.Documents, grid.Requests, uploads, tenant, maxFileBytes, grid.Time);
        Tasks = new ClusterTasks(grid, tenant);
        Jobs = new ClusterJobs(grid, tenant);
        Bases = new ClusterBases(grid);
    }

    public IGridFiles Files { get; }

    public IGridTasks Tasks { get; }

    public IGridJobs Jobs { get; }

    public IGridBases Bases { get; }

    public Task<PredictResult> PredictAsync(PredictRequest request, CancellationToken cancellationToken) =>
        _grid.Calls.RepeatAsync(
            token => _grid.Router.PredictAsync(_tenant, request, token),
            cancellationToken,
            Patience + (request.Inputs.Count * PatienceForAText));

    public Task<EvaluationResult> EvaluateAsync(EvaluateRequest request, CancellationToken cancellationToken) =>
        _grid.Calls.RepeatAsync(token => _grid.Router.EvaluateAsync(_tenant, request, token), cancellationToken);

    public async Task<IReadOnlyList<NodeSnapshot>> ListNodesAsync(CancellationToken cancellationToken) =>
        await _grid.Calls.RepeatAsync(token => _grid.Router.ListNodesAsync(_tenant, token), cancellationToken);
}
