using TaskGrid.Serving;

namespace TaskGrid.Node;

/// <summary>One tenant's view of the embedded engine.</summary>
internal sealed class TenantGrid(
    EmbeddedGrid grid, string tenant, IGridFiles files, IGridTasks tasks, IGridJobs jobs, IGridBases bases) : ITaskGrid
{
    // These are tokenized sooner than another thread has taken them over.
    private const int FewInputs = 8;

    private static readonly TimeSpan RetryEvaluationAfter = TimeSpan.FromSeconds(5);

    public IGridFiles Files => files;

    public IGridTasks Tasks => tasks;

    public IGridJobs Jobs => jobs;

    public IGridBases Bases => bases;

    public async Task<PredictResult> PredictAsync(PredictRequest request, CancellationToken cancellationToken)
    {
        var reference = ModelReference.Parse(request.Model);
        var version = await grid.Views.ChooseAsync(tenant, reference, request.RequestKey, cancellationToken);
        CheckPairs(version.Info, request);
        using var activity = NodeActivities.Answer("predict", reference.Task, version.Number);
        using var lease = await grid.Versions.TakeAsync(
            new VersionKey(tenant, version.Sha256), version.Info, retries: false, cancellationToken);
        var predictions = request.Inputs.Count <= FewInputs
            ? await lease.Model.PredictAsync(tenant, request.Inputs, cancellationToken)
            : await PredictElsewhereAsync(lease.Model, request.Inputs, cancellationToken);
        return new PredictResult(reference.Task, version.Number, predictions);
    }

    public async Task<EvaluationResult> EvaluateAsync(EvaluateRequest request, CancellationToken cancellationToken)
    {
        var reference = ModelReference.Parse(request.Model);
        var version = await grid.Views.ChooseAsync(tenant, reference, null, cancellationToken);
        using var activity = NodeActivities.Answer("evaluate", reference.Task, version.Number);
        var file = await files.GetAsync(request.File, cancellationToken);
        if (!grid.Evaluations.Wait(0, cancellationToken)) throw Busy();
        try
        {
            return await EvaluateAsync(version, file, request.Columns, cancellationToken);
        }
        finally
        {
            grid.Evaluations.Release();
        }
    }

    public Task<IReadOnlyList<NodeSnapshot>> ListNodesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<NodeSnapshot>>([grid.Snapshot(tenant)]);

    private Task<IReadOnlyList<TextPrediction>> PredictElsewhereAsync(
        ServedTask model, IReadOnlyList<TextInput> inputs, CancellationToken cancellationToken) =>
        Task.Run(() => model.PredictAsync(tenant, inputs, cancellationToken), cancellationToken);

    // An input of another form than those that were learned would get a confident answer that means nothing.
    private static void CheckPairs(TaskInfo version, PredictRequest request)
    {
        if (version.Pairs is not { } pairs) return;
        var inputs = request.Inputs;
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].TextPair is not null == pairs) continue;
            throw new TaskGridException(
                ErrorCodes.InvalidArgument,
                pairs
                    ? $"'{request.Model}' was trained on pairs of texts: give each input a second text (textPair of /v1/predict, text_pair of "
                        + "/hf, --text-pair); a chat has no place for one."
                    : $"'{request.Model}' was trained on single texts: give no second text.");
        }
    }

    private static TaskGridException Busy() => new(
        ErrorCodes.ServerBusy,
        $"{EmbeddedGrid.MaxEvaluations} evaluations run here already. Try again in {RetryEvaluationAfter.TotalSeconds:0} s.")
    {
        RetryAfter = RetryEvaluationAfter,
    };

    private async Task<EvaluationResult> EvaluateAsync(
        VersionSnapshot version, GridFile file, DataColumns columns, CancellationToken cancellationToken)
    {
        await using var content = await files.OpenAsync(file.Id, cancellationToken);
        using var local = await LocalCopy.CreateAsync(grid.CopiesFolder, content, file.Name, cancellationToken);
        using var lease = await grid.Versions.TakeAsync(
            new VersionKey(tenant, version.Sha256), version.Info, retries: false, cancellationToken);
        return await Task.Run(
            () => VersionEvaluation.Run(
                lease.Model.ForEvaluation(tenant), version.Info, local.Path, columns, cancellationToken)
                with { Device = grid.Device },
            cancellationToken);
    }
}
