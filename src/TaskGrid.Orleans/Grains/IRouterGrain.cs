namespace TaskGrid.Orleans;

/// <summary>Sends requests to the silos that should answer them; on the silo of the caller, for outside clients on their
/// gateway. Its members throw what those of <see cref="ITaskGrid"/> throw.</summary>
[Alias("taskgrid.router")]
public interface IRouterGrain : IGrainWithIntegerKey
{
    /// <summary>Answers inputs of one task.</summary>
    [Alias("predict")]
    Task<PredictResult> PredictAsync(
        string tenant, PredictRequest request, CancellationToken cancellationToken = default);

    /// <summary>Measures a version on labelled data.</summary>
    [Alias("evaluate")]
    [ResponseTimeout("01:00:00")]
    Task<EvaluationResult> EvaluateAsync(
        string tenant, EvaluateRequest request, CancellationToken cancellationToken = default);

    /// <summary>The base models of all silos, by name.</summary>
    [Alias("list-bases")]
    Task<BaseInfo[]> ListBasesAsync(CancellationToken cancellationToken = default);

    /// <summary>The nodes, by name.</summary>
    [Alias("list-nodes")]
    Task<NodeSnapshot[]> ListNodesAsync(string tenant, CancellationToken cancellationToken = default);
}
