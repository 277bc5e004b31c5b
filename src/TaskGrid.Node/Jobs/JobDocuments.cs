namespace TaskGrid.Node;

/// <summary>Changes of jobs: the machine's answer is stored under the document's ETag, then told.</summary>
internal sealed class JobDocuments(GridDocuments documents, JobEventLog events)
{
    public JobEventLog Events => events;

    /// <summary>A job.</summary>
    public Task<JobState?> FindAsync(string tenant, string id, CancellationToken cancellationToken) =>
        GridId.IsValid(GridId.Job, id)
            ? documents.Jobs.FindAsync(GridKeys.Job(tenant, id), cancellationToken)
            : Task.FromResult<JobState?>(null);

    /// <summary>Jobs of a tenant, the newest first.</summary>
    public async Task<ListPage<JobSnapshot>> ListAsync(
        string tenant,
        string? task,
        PageRequest page,
        Func<JobState, JobSnapshot> snapshot,
        CancellationToken cancellationToken)
    {
        var ids = await documents.IdsAsync(GridKeys.Jobs(tenant), cancellationToken);
        ids.Reverse();
        var jobs = new List<JobSnapshot>();
        foreach (var id in Paging.After(ids, page))
        {
            if (await FindAsync(tenant, id, cancellationToken) is not { } state) continue;
            if (task is not null && state.Spec.Train.Task != task) continue;
            if (jobs.Count == page.Limit) return new ListPage<JobSnapshot>(jobs, true);
            jobs.Add(snapshot(state));
        }

        return new ListPage<JobSnapshot>(jobs, false);
    }

    /// <summary>Changes a job.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.JobNotFound"/>, and what the change throws.</exception>
    public async Task<JobState> ChangeAsync(
        string tenant, string id, Func<JobState, JobChange> change, CancellationToken cancellationToken)
    {
        if (!GridId.IsValid(GridId.Job, id)) throw NotFound(id);
        IReadOnlyList<string> messages = [];
        var state = await documents.Jobs.UpdateAsync(
            GridKeys.Job(tenant, id),
            old =>
            {
                var made = change(old ?? throw NotFound(id));
                messages = ReferenceEquals(made.State, old) ? [] : made.Messages;
                return made.State;
            },
            cancellationToken);
        await events.AddAsync(
            tenant,
            id,
            [.. messages.Select(message => new JobEvent
            {
                Sequence = 0,
                At = default,
                Kind = JobEventKind.Status,
                Message = message,
                Status = state.Status,
            })],
            cancellationToken);
        return state;
    }

    /// <summary>Removes what an ended job needs no more: its checkpoints, and last its marker, by which others see that
    /// there is something to remove.</summary>
    public async Task CleanUpAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        foreach (var key in await documents.KeysAsync(GridKeys.Checkpoints(tenant, id), cancellationToken))
            await documents.Store.DeleteAsync(key, null, cancellationToken);
        await documents.Queue.DeleteAsync(GridKeys.Queued(id), cancellationToken);
    }

    /// <summary>The error for a job that is not there.</summary>
    public static TaskGridException NotFound(string id) =>
        new(ErrorCodes.JobNotFound, $"There is no job '{id}'. List them: taskgrid job list");
}
