using TaskGrid.Node;

namespace TaskGrid.Orleans;

/// <summary>A tenant's tasks: each one's grain; lists and diffs from the store.</summary>
internal sealed class ClusterTasks(OrleansGrid grid, string tenant) : IGridTasks
{
    public Task<TaskSnapshot> RegisterAsync(TaskSpec spec, CancellationToken cancellationToken) =>
        grid.Calls.RepeatAsync(token => Of(spec.Name).RegisterAsync(spec, token), cancellationToken);

    public Task<TaskSnapshot> SetSpecAsync(TaskSpec spec, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var key = GrainCall.KeyOf(idempotencyKey);
        return grid.Calls.RepeatAsync(token => Of(spec.Name).SetSpecAsync(spec, key, token), cancellationToken);
    }

    public Task<TaskSnapshot> GetAsync(string task, CancellationToken cancellationToken) =>
        grid.Calls.RepeatAsync(token => Of(task).GetAsync(token), cancellationToken);

    public Task<ListPage<TaskSnapshot>> ListAsync(PageRequest page, CancellationToken cancellationToken) =>
        GridTasks.ListAsync(grid.Documents, tenant, page, cancellationToken);

    public Task DeleteAsync(string task, string? idempotencyKey, int? onlyVersion, CancellationToken cancellationToken)
    {
        var key = GrainCall.KeyOf(idempotencyKey);
        return grid.Calls.RepeatAsync(
            token => onlyVersion is { } version
                ? Of(task).DeleteWithAsync(version, key, token)
                : Of(task).DeleteAsync(key, token),
            cancellationToken);
    }

    public async Task<Stream> OpenDiffAsync(string task, int version, CancellationToken cancellationToken)
    {
        var versions = (await GetAsync(task, cancellationToken)).Versions;
        var found = versions.FirstOrDefault(each => each.Number == version) ?? throw new TaskGridException(
            ErrorCodes.VersionNotFound,
            $"The task '{task}' has no version v{version}. It has {versions.Count} versions.");
        return await grid.Documents.Content.OpenAsync(found.Sha256, cancellationToken);
    }

    public async Task<VersionSnapshot> ImportVersionAsync(
        string task, Stream diff, string? publishTo, string? idempotencyKey, CancellationToken cancellationToken)
    {
        GridTasks.CheckImport(task, publishTo);
        var key = GrainCall.KeyOf(idempotencyKey);
        var grain = Of(task);
        var hash = await grid.Documents.Content.AddAsync(diff, cancellationToken);
        return await grid.Calls.RepeatAsync(
            token => grain.ImportVersionAsync(hash, publishTo, key, token), cancellationToken);
    }

    public Task DeleteVersionAsync(
        string task, int version, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var key = GrainCall.KeyOf(idempotencyKey);
        return grid.Calls.RepeatAsync(
            token => Of(task).DeleteVersionAsync(version, key, token), cancellationToken);
    }

    public Task PrefetchAsync(string task, int version, CancellationToken cancellationToken) =>
        grid.Calls.RepeatAsync(
            async token =>
            {
                await grid.Router.PrefetchAsync(tenant, task, version, token);
                return true;
            },
            cancellationToken);

    public Task<VersionSnapshot> PinVersionAsync(
        string task, int version, bool isPinned, CancellationToken cancellationToken) =>
        grid.Calls.RepeatAsync(
            token => grid.Router.PinVersionAsync(tenant, task, version, isPinned, token), cancellationToken);

    public Task<AliasSnapshot> SetAliasAsync(
        string task,
        string name,
        IReadOnlyList<AliasTarget> targets,
        string? idempotencyKey,
        CancellationToken cancellationToken)
    {
        var key = GrainCall.KeyOf(idempotencyKey);
        return grid.Calls.RepeatAsync(
            token => Of(task).SetAliasAsync(name, [.. targets], key, token), cancellationToken);
    }

    public Task<AliasSnapshot> RollBackAliasAsync(
        string task, string name, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var key = GrainCall.KeyOf(idempotencyKey);
        return grid.Calls.RepeatAsync(token => Of(task).RollBackAliasAsync(name, key, token), cancellationToken);
    }

    public Task DeleteAliasAsync(string task, string name, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var key = GrainCall.KeyOf(idempotencyKey);
        return grid.Calls.RepeatAsync(token => Of(task).DeleteAliasAsync(name, key, token), cancellationToken);
    }

    private ITaskGrain Of(string task) => grid.Grains.GetGrain<ITaskGrain>(TaskGrainKey.Of(tenant, task));
}
