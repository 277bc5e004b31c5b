using Orleans.Concurrency;

namespace TaskGrid.Orleans;

/// <summary>Passes calls of other silos to the node of its own.</summary>
[GrainType("node")]
[NodePlacement]
[Reentrant]
internal sealed class NodeGrain(SiloNode node) : Grain, INodeGrain
{
    public Task<PredictResult> PredictAsync(
        string tenant, PredictRequest request, CancellationToken cancellationToken) =>
        node.PredictAsync(tenant, request, cancellationToken);

    public Task<EvaluationResult> EvaluateAsync(
        string tenant, EvaluateRequest request, CancellationToken cancellationToken) =>
        node.EvaluateAsync(tenant, request, cancellationToken);

    public Task PrefetchAsync(string tenant, string task, int version, CancellationToken cancellationToken) =>
        node.PrefetchAsync(tenant, task, version, cancellationToken);

    public Task<VersionSnapshot> PinVersionAsync(
        string tenant, string task, int version, bool isPinned, CancellationToken cancellationToken) =>
        node.PinVersionAsync(tenant, task, version, isPinned, cancellationToken);

    public Task<VersionSnapshot> CheckDiffAsync(string task, string sha256, CancellationToken cancellationToken) =>
        node.CheckDiffAsync(task, sha256, cancellationToken);

    public Task WarmAsync(string tenant, string model, CancellationToken cancellationToken) =>
        node.WarmAsync(tenant, model, cancellationToken);

    public async Task<NodeSnapshot> GetAsync(string tenant, CancellationToken cancellationToken) =>
        (await node.Grid.ForTenant(tenant).ListNodesAsync(cancellationToken))[0];

    public Task<BaseInfo[]> ListBasesAsync(CancellationToken cancellationToken) =>
        Task.FromResult(node.Grid.Bases.List().ToArray());

    public Task<TokenProbability[]> FillAsync(
        string baseName, string text, int top, CancellationToken cancellationToken) =>
        node.FillAsync(baseName, text, top, cancellationToken);

    public Task<TextEncoding> EncodeAsync(string baseName, TextInput input, CancellationToken cancellationToken) =>
        node.EncodeAsync(baseName, input, cancellationToken);
}
