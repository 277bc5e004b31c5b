namespace TaskGrid.Node;

/// <summary>Changes of jobs: the machine's answer is stored under the document's ETag with what it tells, then told. What whoever stored
/// it could not tell any more is told with the next change, or when a node next looks.</summary>
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
        var after = await events.ReachedAsync(tenant, id, cancellationToken);
        var state = await documents.Jobs.UpdateAsync(
            GridKeys.Job(tenant, id),
            old =>
            {
                var made = change(old ?? throw NotFound(id));
                return ReferenceEquals(made.State, old) || made.Messages.Count == 0 ? made.State : WithUntold(made, after);
            },
            cancellationToken);
        await TellAsync(state, cancellationToken);
        return state with { Untold = null };
    }

    /// <summary>Tells what a job still has to tell; somebody else may do so at the same time.</summary>
    public async Task TellAsync(JobState state, CancellationToken cancellationToken)
    {
        if (state.Untold is not { } untold) return;
        await events.AddAsync(state.Tenant, state.Id, untold.Events, untold.After, cancellationToken);
        await documents.Jobs.UpdateAsync(
            GridKeys.Job(state.Tenant, state.Id),
            // Null: it is gone, and stays so.
            old => old?.Untold is null ? old! : Without(old, untold.Events),
            cancellationToken);
    }

    /// <summary>Tells the end of an ended job, if whoever ended it was killed before, and removes what it needs no more: its checkpoints
    /// but the last one of a failed job, and last its marker, by which others see that there is something to do.</summary>
    public async Task CleanUpAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        var job = await FindAsync(tenant, id, cancellationToken);
        if (job is not null) await TellAsync(job, cancellationToken);
        var kept = job is { KeepsCheckpoint: true } ? job.Checkpoint?.Key : null;
        foreach (var key in await documents.KeysAsync(GridKeys.Checkpoints(tenant, id), cancellationToken))
        {
            if (key != kept) await documents.Store.DeleteAsync(key, null, cancellationToken);
        }

        await documents.Queue.DeleteAsync(GridKeys.Queued(id), cancellationToken);
    }

    /// <summary>The error for a job that is not there.</summary>
    public static TaskGridException NotFound(string id) =>
        new(ErrorCodes.JobNotFound, $"There is no job '{id}'. List them: taskgrid job list");

    private JobState WithUntold(JobChange made, long after)
    {
        var (state, at) = (made.State, events.Now);
        var drafts = made.Messages.Select(message => new JobEvent
        {
            Sequence = 0, At = at, Kind = made.Kind, Message = message, Status = state.Status,
        });
        return state with { Untold = new JobUntold(state.Untold?.After ?? after, [.. state.Untold?.Events ?? [], .. drafts]) };
    }

    private static JobState Without(JobState state, IReadOnlyList<JobEvent> told)
    {
        var (after, events) = state.Untold!;
        JobEvent[] left = [.. events.Except(told)];
        return left.Length == events.Count ? state : state with { Untold = left.Length == 0 ? null : new JobUntold(after, left) };
    }
}
