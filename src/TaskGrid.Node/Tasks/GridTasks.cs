namespace TaskGrid.Node;

/// <summary>A tenant's tasks.</summary>
/// <param name="documents">Their documents.</param>
/// <param name="versions">Checks diffs.</param>
/// <param name="tenant">The tenant.</param>
/// <param name="time">The clock.</param>
/// <param name="requests">Remembers removals.</param>
/// <param name="views">What requests see.</param>
/// <param name="jobs">The tenant's jobs, which go with their task; null where no task is deleted.</param>
internal sealed class GridTasks(
    GridDocuments documents,
    DiffVersions versions,
    string tenant,
    TimeProvider time,
    IdempotentRequests requests,
    TaskViews views,
    IGridJobs? jobs = null) : IGridTasks
{
    public async Task<TaskSnapshot> RegisterAsync(TaskSpec spec, CancellationToken cancellationToken)
    {
        Check(spec);
        var state = await ChangeAsync(
            spec.Name, old => TaskMachine.Register(old, spec, time.GetUtcNow()), cancellationToken);
        await views.RefreshAsync(tenant, spec.Name);
        return state.Snapshot();
    }

    public async Task<TaskSnapshot> SetSpecAsync(TaskSpec spec, string? idempotencyKey, CancellationToken cancellationToken)
    {
        Check(spec);
        var request = ChangeRequest.Of("set-spec", idempotencyKey, spec.KeepVersions, spec.KeepFor, spec.Description);
        var state = await OnceAsync(
            spec.Name, request, old => TaskMachine.SetSpec(old, spec, time.GetUtcNow()), cancellationToken);
        return state.Snapshot();
    }

    public async Task<TaskSnapshot> GetAsync(string task, CancellationToken cancellationToken) =>
        (await FindAsync(task, cancellationToken)).Snapshot();

    public Task<ListPage<TaskSnapshot>> ListAsync(PageRequest page, CancellationToken cancellationToken) =>
        ListAsync(documents, tenant, page, cancellationToken);

    /// <summary>A tenant's tasks, by name, without records of trainings.</summary>
    public static Task<ListPage<TaskSnapshot>> ListAsync(
        GridDocuments documents, string tenant, PageRequest page, CancellationToken cancellationToken) =>
        Paging.ReadAsync(
            documents.IdsAsync(GridKeys.Tasks(tenant), cancellationToken),
            page,
            async name =>
                (await documents.Tasks.FindAsync(GridKeys.Task(tenant, name), cancellationToken))?.Snapshot() is { } task
                    ? task with { Versions = [.. task.Versions.Select(version => version with { Training = null })] }
                    : null);

    public Task DeleteAsync(string task, string? idempotencyKey, int? onlyVersion, CancellationToken cancellationToken) =>
        requests.RemoveAsync(
            tenant,
            "delete-task",
            idempotencyKey,
            onlyVersion is { } version ? ModelReference.Of(task, version) : task,
            () => onlyVersion is { } only
                ? DeleteWithAsync(only, task, cancellationToken)
                : DeleteAsync(task, cancellationToken),
            cancellationToken);

    public async Task<Stream> OpenDiffAsync(string task, int version, CancellationToken cancellationToken)
    {
        var found = TaskMachine.Find(await FindAsync(task, cancellationToken), version);
        return await documents.Content.OpenAsync(found.Sha256, cancellationToken);
    }

    public async Task<VersionSnapshot> ImportVersionAsync(
        string task, Stream diff, string? publishTo, string? idempotencyKey, CancellationToken cancellationToken)
    {
        CheckImport(task, publishTo);
        var version = await versions.AddAsync(task, null, diff, cancellationToken);
        return await PublishAsync(version, publishTo, idempotencyKey, mustExist: false, cancellationToken);
    }

    /// <summary>Checks the names of an import, before its diff is read.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidName"/>, <see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public static void CheckImport(string task, string? publishTo)
    {
        var problems = new Problems();
        problems.AddThrown(() => ResourceName.Check(task, "task"));
        if (publishTo is not null) TaskMachine.CheckAlias(publishTo, problems);
        problems.ThrowIfAny();
    }

    public async Task DeleteVersionAsync(
        string task, int version, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var request = ChangeRequest.Of("delete-version", idempotencyKey, version);
        await OnceAsync(task, request, state => TaskMachine.DeleteVersion(state, version), cancellationToken);
    }

    public async Task PrefetchAsync(string task, int version, CancellationToken cancellationToken)
    {
        using var lease = await LoadAsync(task, version, cancellationToken);
    }

    public async Task<VersionSnapshot> PinVersionAsync(
        string task, int version, bool isPinned, CancellationToken cancellationToken)
    {
        if (!isPinned) return await ChangePinAsync(task, version, isPinned, cancellationToken);
        using var lease = await LoadAsync(task, version, cancellationToken);
        // Room that one pin was promised is not another's until this node has seen the first.
        await views.Pinning.WaitAsync(cancellationToken);
        try
        {
            // What was unpinned elsewhere a moment ago may not be seen yet.
            if (!lease.HasRoomToPin) await views.RefreshPinnedAsync();
            lease.CheckRoomToPin();
            return await ChangePinAsync(task, version, isPinned, cancellationToken);
        }
        finally
        {
            views.Pinning.Release();
        }
    }

    public async Task<AliasSnapshot> SetAliasAsync(
        string task,
        string name,
        IReadOnlyList<AliasTarget> targets,
        string? idempotencyKey,
        CancellationToken cancellationToken)
    {
        var request = ChangeRequest.Of("set-alias", idempotencyKey, [name, .. targets]);
        var state = await OnceAsync(
            task, request, old => TaskMachine.SetAlias(old, name, targets, time.GetUtcNow()), cancellationToken);
        return TaskMachine.FindAlias(state, name);
    }

    public async Task<AliasSnapshot> RollBackAliasAsync(
        string task, string name, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var request = ChangeRequest.Of("roll-back-alias", idempotencyKey, name);
        var state = await OnceAsync(
            task, request, old => TaskMachine.RollBackAlias(old, name, time.GetUtcNow()), cancellationToken);
        return TaskMachine.FindAlias(state, name);
    }

    public Task DeleteAliasAsync(string task, string name, string? idempotencyKey, CancellationToken cancellationToken) =>
        OnceAsync(
            task,
            ChangeRequest.Of("delete-alias", idempotencyKey, name),
            state => TaskMachine.DeleteAlias(state, name),
            cancellationToken);

    /// <summary>Adds a version, and the task when it is new: one conditional write.</summary>
    /// <param name="version">The version.</param>
    /// <param name="publishTo">The alias that moves to it, or null.</param>
    /// <param name="idempotencyKey">The caller's key; null: the call is no repeated one.</param>
    /// <param name="mustExist">Whether the task is not new: one that is gone was deleted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TaskNotFound"/>, <see cref="ErrorCodes.IdempotencyConflict"/>.
    /// </exception>
    public async Task<VersionSnapshot> PublishAsync(
        VersionSnapshot version, string? publishTo, string? idempotencyKey, bool mustExist, CancellationToken cancellationToken)
    {
        var number = 0;
        var task = version.Info.Name;
        var request = ChangeRequest.Of("import-version", idempotencyKey, version.Sha256, publishTo);
        var state = await ChangeAsync(
            task,
            old =>
            {
                var now = time.GetUtcNow();
                var isThere = old is { DeletedAt: null };
                // What a repeated call has made went with the task.
                if (!isThere && (mustExist || request?.FindIn(old?.Requests, now) is not null)) throw NotFound(task);
                var known = isThere ? old! : TaskMachine.Register(old, new TaskSpec { Name = task }, now);
                return TaskMachine.Publish(known, version, publishTo, request, now, out number);
            },
            cancellationToken);
        await views.RefreshAsync(tenant, task);
        return TaskMachine.Find(state, number);
    }

    /// <summary>A task's state.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TaskNotFound"/>.</exception>
    public async Task<TaskState> FindAsync(string task, CancellationToken cancellationToken) =>
        await documents.Tasks.FindAsync(GridKeys.Task(tenant, ResourceName.Check(task, "task")), cancellationToken)
        ?? throw NotFound(task);

    private static void Check(TaskSpec spec)
    {
        var problems = new Problems();
        problems.AddThrown(() => ResourceName.Check(spec.Name, "task"));
        if (spec.Description.Length > TaskSpec.MaxDescription)
            problems.Add($"A description has at most {TaskSpec.MaxDescription:N0} characters, not {spec.Description.Length:N0}.");
        if (spec.KeepVersions < 1) problems.Add($"Versions to keep are at least 1, not {spec.KeepVersions}.");
        if (spec.KeepFor <= TimeSpan.Zero) problems.Add($"The time to keep versions is above 0, not {spec.KeepFor}.");
        problems.ThrowIfAny();
    }

    private async Task DeleteAsync(string task, CancellationToken cancellationToken)
    {
        var isDamaged = false;
        try
        {
            await FindAsync(task, cancellationToken);
        }
        catch (TaskGridException exception) when (exception.Code == ErrorCodes.StoreInvalid)
        {
            isDamaged = true;
        }

        await CancelJobsAsync(task, cancellationToken);
        // What cannot be read can be removed; its numbers go with it.
        if (!isDamaged) await ChangeAsync(task, old => TaskMachine.Delete(There(old, task), time.GetUtcNow()), cancellationToken);
        else if (!await documents.Tasks.DeleteAsync(GridKeys.Task(tenant, task), cancellationToken)) throw NotFound(task);
        await views.RefreshAsync(tenant, task);
    }

    private async Task DeleteWithAsync(int version, string task, CancellationToken cancellationToken)
    {
        // A job that is submitted after this look makes the task anew.
        var isUsed = await HasOpenJobAsync(task, cancellationToken);
        await ChangeAsync(
            task,
            old =>
            {
                TaskMachine.Find(There(old, task), version);
                if (!isUsed && old!.Versions.Length == 1) return TaskMachine.Delete(old, time.GetUtcNow());
                throw new TaskGridException(
                    ErrorCodes.VersionInUse,
                    $"The task '{task}' has another version than v{version}, or a job that has not ended. Wait for the job or cancel it, "
                    + "and try again.");
            },
            cancellationToken);
        await views.RefreshAsync(tenant, task);
    }

    private async Task<bool> HasOpenJobAsync(string task, CancellationToken cancellationToken)
    {
        foreach (var id in await jobs!.ListUnfinishedAsync(cancellationToken))
        {
            if ((await jobs.GetAsync(id, cancellationToken)) is { HasEnded: false } job && job.Spec.Train.Task == task) return true;
        }

        return false;
    }

    // The versions that an alias comes to name are read whole before it moves; a node that answers for the task loads them
    // before it sends requests there.
    private async Task<TaskState> OnceAsync(
        string task, ChangeRequest? request, Func<TaskState, TaskState> change, CancellationToken cancellationToken)
    {
        var read = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            VersionSnapshot? unread = null;
            var state = await ChangeAsync(
                task,
                old =>
                {
                    var next = TaskMachine.Once(There(old, task), request, time.GetUtcNow(), change);
                    unread = TaskMachine.Moved(old!, next).FirstOrDefault(version => !read.Contains(version.Sha256));
                    return unread is null ? next : old!;
                },
                cancellationToken);
            if (unread is null)
            {
                await views.RefreshAsync(tenant, task);
                return state;
            }

            await versions.VerifyAsync(unread.Sha256, cancellationToken);
            read.Add(unread.Sha256);
        }
    }

    private async Task<VersionSnapshot> ChangePinAsync(
        string task, int version, bool isPinned, CancellationToken cancellationToken)
    {
        var changed = await ChangeAsync(
            task,
            state => TaskMachine.Pin(There(state, task), version, isPinned),
            cancellationToken);
        await views.ReadAgainAsync(tenant, task, cancellationToken);
        return TaskMachine.Find(changed, version);
    }

    private ValueTask<VersionLease> LoadAsync(string task, int version, CancellationToken cancellationToken) =>
        views.TakeAsync(tenant, ModelReference.To(task, version), cancellationToken);

    private async Task CancelJobsAsync(string task, CancellationToken cancellationToken)
    {
        var page = new ListPage<JobSnapshot>([], jobs is not null);
        while (page.HasMore)
        {
            var after = page.Items.Count == 0 ? null : page.Items[^1].Id;
            page = await jobs!.ListAsync(task, new PageRequest(after, PageRequest.MaxLimit), cancellationToken);
            foreach (var job in page.Items.Where(job => !job.HasEnded)) await jobs.CancelAsync(job.Id, null, cancellationToken);
        }
    }

    private static TaskState There(TaskState? state, string task) => state is { DeletedAt: null } ? state : throw NotFound(task);

    private static TaskGridException NotFound(string task) =>
        new(ErrorCodes.TaskNotFound, $"There is no task '{task}'. Train it first, or import a diff.");

    private Task<TaskState> ChangeAsync(
        string task, Func<TaskState?, TaskState> change, CancellationToken cancellationToken) =>
        documents.Tasks.UpdateAsync(
            GridKeys.Task(tenant, ResourceName.Check(task, "task")), change, cancellationToken);
}
