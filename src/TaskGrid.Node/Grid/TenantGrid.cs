namespace TaskGrid.Node;

/// <summary>One tenant's view of the embedded engine.</summary>
internal sealed class TenantGrid(
    EmbeddedGrid grid, string tenant, IGridFiles files, IGridTasks tasks, IGridJobs jobs) : ITaskGrid
{
    public IGridFiles Files => files;

    public IGridTasks Tasks => tasks;

    public IGridJobs Jobs => jobs;

    public IGridBases Bases => grid.SharedBases;

    public async Task<PredictResult> PredictAsync(PredictRequest request, CancellationToken cancellationToken)
    {
        var reference = ModelReference.Parse(request.Model);
        var version = await ChooseAsync(reference, request.RequestKey, cancellationToken);
        using var lease = await grid.Versions.TakeAsync(version.Sha256, cancellationToken);
        var predictions = await Task.Run(
            () => lease.Model.PredictAsync(tenant, request.Inputs, cancellationToken), cancellationToken);
        return new PredictResult(reference.Task, version.Number, predictions);
    }

    public async Task<EvaluationResult> EvaluateAsync(EvaluateRequest request, CancellationToken cancellationToken)
    {
        var reference = ModelReference.Parse(request.Model);
        var version = await ChooseAsync(reference, null, cancellationToken);
        var file = await files.GetAsync(request.File, cancellationToken);
        await using var content = await files.OpenAsync(request.File, cancellationToken);
        using var local = await LocalCopy.CreateAsync(content, file.Name, cancellationToken);
        using var lease = await grid.Versions.TakeAsync(version.Sha256, cancellationToken);
        return await Task.Run(
            () => VersionEvaluation.Run(
                lease.Model.ForEvaluation(tenant), version.Info, local.Path, request.Columns, cancellationToken)
                with { Device = grid.Device },
            cancellationToken);
    }

    public async Task<IReadOnlyList<NodeSnapshot>> ListNodesAsync(CancellationToken cancellationToken) =>
        [await grid.NodeAsync(tenant, tasks, cancellationToken)];

    // A version that was published a moment ago may not be seen yet: before "not found" is said, the store is asked.
    private async Task<VersionSnapshot> ChooseAsync(
        ModelReference reference, string? requestKey, CancellationToken cancellationToken)
    {
        try
        {
            var state = await grid.Views.GetAsync(tenant, reference.Task, cancellationToken);
            return TaskViews.Choose(state, reference, requestKey);
        }
        catch (TaskGridException exception)
            when (exception.Code is ErrorCodes.TaskNotFound or ErrorCodes.VersionNotFound or ErrorCodes.AliasNotFound)
        {
            var state = await grid.Views.ReadAgainAsync(tenant, reference.Task, cancellationToken);
            return TaskViews.Choose(state, reference, requestKey);
        }
    }
}
