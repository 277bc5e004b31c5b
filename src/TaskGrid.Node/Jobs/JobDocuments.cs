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
        Func<JobState, CancellationToken, Task<JobSnapshot>> snapshot,
        CancellationToken cancellationToken)
    {
        return await Paging.ReadAsync(
            documents.IdsAsync(GridKeys.Jobs(tenant), cancellationToken).Reverse(),
            page,
            async id => await FindAsync(tenant, id, cancellationToken) is { } state && (task is null || state.Spec.Train.Task == task)
                ? await snapshot(state, cancellationToken)
                : null,
            isNewestFirst: true);
    }

    /// <summary>Ids of a tenant's jobs that have not ended: each has a marker, and few others have. What is damaged is left out.
    /// </summary>
    public async Task<IReadOnlyList<string>> ListUnfinishedAsync(string tenant, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        await foreach (var id in documents.IdsAsync(GridKeys.Queue, cancellationToken))
        {
            try
            {
                if (await FindAsync(tenant, id, cancellationToken) is { HasEnded: false }) ids.Add(id);
            }
            catch (TaskGridException exception) when (exception.Code == ErrorCodes.StoreInvalid)
            {
                // Left out.
            }
        }

        return ids;
    }

    /// <summary>A job as it is now: where it trains, as the newest of its events has it.</summary>
    public async Task<JobSnapshot> SnapshotAsync(JobState state, CancellationToken cancellationToken) =>
        state.Status == JobStatus.Running
        && await events.LastProgressAsync(state.Tenant, state.Id, cancellationToken) is { Progress: { } progress } told
            ? state.Snapshot(progress, told.At)
            : state.Snapshot();

    /// <summary>Changes a job.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.JobNotFound"/>, and what the change throws.</exception>
    public async Task<JobState> ChangeAsync(
        string tenant, string id, Func<JobState, JobChange> change, CancellationToken cancellationToken)
    {
        if (!GridId.IsValid(GridId.Job, id)) throw NotFound(id);
        IReadOnlyList<string> messages = [];
        var kind = JobEventKind.Status;
        var state = await documents.Jobs.UpdateAsync(
            GridKeys.Job(tenant, id),
            old =>
            {
                var made = change(old ?? throw NotFound(id));
                kind = made.Kind;
                messages = ReferenceEquals(made.State, old) ? [] : made.Messages;
                return made.State;
            },
            cancellationToken);
        await TellAsync(state, kind, messages, cancellationToken);
        return state;
    }

    /// <summary>Tells the end of an ended job, if whoever ended it was killed before, and removes what it needs no more: its checkpoints
    /// but the last one of a failed job, and last its marker, by which others see that there is something to do.</summary>
    public async Task CleanUpAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        var job = await FindAsync(tenant, id, cancellationToken);
        if (job is { HasEnded: true })
            await TellAsync(job, JobEventKind.Status, [JobMachine.EndOf(job)], cancellationToken);
        var kept = job is { KeepsCheckpoint: true } ? job.Checkpoint?.Key : null;
        foreach (var key in await documents.KeysAsync(GridKeys.Checkpoints(tenant, id), cancellationToken))
        {
            if (key != kept) await documents.Store.DeleteAsync(key, null, cancellationToken);
        }

        await documents.Queue.DeleteAsync(GridKeys.Queued(id), cancellationToken);
    }

    private Task TellAsync(
        JobState state, JobEventKind kind, IReadOnlyList<string> messages, CancellationToken cancellationToken) =>
        events.AddAsync(
            state.Tenant,
            state.Id,
            [.. messages.Select(message => new JobEvent
            {
                Sequence = 0,
                At = default,
                Kind = kind,
                Message = message,
                Status = state.Status,
            })],
            cancellationToken);

    /// <summary>The error for a job that is not there.</summary>
    public static TaskGridException NotFound(string id) =>
        new(ErrorCodes.JobNotFound, $"There is no job '{id}'. List them: taskgrid job list");
}
