namespace TaskGrid.Gateway;

/// <summary>Bases and tasks as models.</summary>
internal static class OpenAiModels
{
    private const string Shared = "taskgrid";

    /// <summary>All models of a tenant.</summary>
    public static async Task<List<OpenAiModel>> ListAsync(
        ITaskGrid grid, string tenant, CancellationToken cancellationToken)
    {
        var models = (await grid.Bases.ListAsync(cancellationToken)).Select(OfBase).ToList();
        await foreach (var task in Pages.AllAsync(
            page => grid.Tasks.ListAsync(page, cancellationToken), task => task.Spec.Name))
        {
            models.AddRange(task.Versions.Select(version => OfVersion(task, version, tenant)));
            models.AddRange(task.Aliases.Select(alias => OfAlias(task, alias, tenant)));
        }

        return models;
    }

    /// <summary>One model.</summary>
    /// <exception cref="TaskGridException">It is not there.</exception>
    public static async Task<OpenAiModel> GetAsync(
        ITaskGrid grid, string tenant, string id, CancellationToken cancellationToken)
    {
        var bases = await grid.Bases.ListAsync(cancellationToken);
        if (bases.FirstOrDefault(each => each.Name == id) is { } found) return OfBase(found);
        var reference = ModelReference.Parse(id);
        var task = await grid.Tasks.GetAsync(reference.Task, cancellationToken);
        return reference.Version is { } number
            ? OfVersion(task, task.FindVersion(number), tenant)
            : OfAlias(task, task.FindAlias(reference.Alias!), tenant);
    }

    /// <summary>
    /// Removes an alias or a version. The only version of a task takes the task with it, because such a client knows no aliases that it could
    /// move away first; not while a job would add another one.
    /// </summary>
    /// <exception cref="ApiException">It names neither: elsewhere a bare name is the alias <c>live</c>, or a base.</exception>
    public static async Task DeleteAsync(
        ITaskGrid grid, string id, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var reference = ModelReference.Parse(id);
        if (!id.Contains('@', StringComparison.Ordinal))
            throw ApiException.Invalid(
                $"Name the version to remove, as '{id}@v1', or the alias, as '{id}@live'. DELETE /v1/tasks/{id} removes a whole task.",
                "model");
        if (reference.Version is not { } number)
            await grid.Tasks.DeleteAliasAsync(reference.Task, reference.Alias!, idempotencyKey, cancellationToken);
        else if (!await IsOnlyAsync(grid, reference.Task, number, cancellationToken))
            await grid.Tasks.DeleteVersionAsync(reference.Task, number, idempotencyKey, cancellationToken);
        else await grid.Tasks.DeleteAsync(reference.Task, idempotencyKey, number, cancellationToken);
    }

    // A repeated call finds a task that is gone.
    private static async Task<bool> IsOnlyAsync(
        ITaskGrid grid, string task, int version, CancellationToken cancellationToken)
    {
        try
        {
            return (await grid.Tasks.GetAsync(task, cancellationToken)).Versions is [var only] && only.Number == version;
        }
        catch (TaskGridException exception) when (exception.Code == ErrorCodes.TaskNotFound)
        {
            return true;
        }
    }

    private static OpenAiModel OfBase(BaseInfo each) => new(each.Name, 0, Shared, null, null);

    private static OpenAiModel OfVersion(TaskSnapshot task, VersionSnapshot version, string tenant) => new(
        ModelReference.Of(task.Spec.Name, version.Number),
        UnixTime.Of(version.CreatedAt),
        tenant,
        version.Info.Base,
        null);

    private static OpenAiModel OfAlias(TaskSnapshot task, AliasSnapshot alias, string tenant)
    {
        var number = alias.Targets[0].Version;
        var parent = task.Versions.FirstOrDefault(version => version.Number == number)?.Info.Base;
        return new OpenAiModel(
            $"{task.Spec.Name}@{alias.Name}",
            UnixTime.Of(alias.ChangedAt),
            tenant,
            parent,
            ModelReference.Of(task.Spec.Name, number));
    }
}
