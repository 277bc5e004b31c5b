using System.Runtime.CompilerServices;
using System.Text.Json;

namespace TaskGrid.Node;

/// <summary>A tenant's jobs.</summary>
internal sealed class GridJobs(
    JobRunServices services,
    TrainingHost? host,
    JobSignals signals,
    IdempotentRequests requests,
    GridFiles files,
    string tenant,
    int maxQueued) : IGridJobs
{
    // News from another process are seen after this time at the latest.
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    public async Task<JobSnapshot> SubmitAsync(
        JobSpec spec, string? idempotencyKey, CancellationToken cancellationToken)
    {
        JobSpecValidator.Check(spec);
        services.Bases.Get(spec.Train.Base);
        var now = services.Time.GetUtcNow();
        var asked = JsonSerializer.SerializeToUtf8Bytes(spec, GridJson.Default.JobSpec);
        var id = await requests.IdAsync(
            tenant, "job", idempotencyKey, asked, () => GridId.New(GridId.Job, now), cancellationToken);
        if (await services.Jobs.FindAsync(tenant, id, cancellationToken) is { } known) return Snapshot(known);
        if (host?.Waiting >= maxQueued)
            throw new TaskGridException(
                ErrorCodes.QueueFull, $"{maxQueued:N0} jobs wait already. Try again when some have ended.");
        var state = new JobState
        {
            Id = id,
            Tenant = tenant,
            Spec = spec,
            TrainFile = await files.GetAsync(spec.Train.TrainFile, cancellationToken),
            DevFile = spec.Train.DevFile is null ? null : await files.GetAsync(spec.Train.DevFile, cancellationToken),
            ContinueFromSha256 = await ContinueFromAsync(spec, cancellationToken),
            Status = JobStatus.Queued,
            CreatedAt = now,
        };
        // The marker first: a job without one would be forgotten when this process is killed in between.
        var marker = new QueuedJob(tenant, id);
        await services.Documents.Queue.UpdateAsync(GridKeys.Queued(id), old => old ?? marker, cancellationToken);
        state = await services.Documents.Jobs.UpdateAsync(
            GridKeys.Job(tenant, id), old => old ?? state, cancellationToken);
        host?.Add(marker);
        return Snapshot(state);
    }

    public async Task<JobSnapshot> GetAsync(string id, CancellationToken cancellationToken) =>
        Snapshot(await services.Jobs.FindAsync(tenant, id, cancellationToken) ?? throw JobDocuments.NotFound(id));

    public Task<ListPage<JobSnapshot>> ListAsync(
        string? task, PageRequest page, CancellationToken cancellationToken) =>
        services.Jobs.ListAsync(tenant, task, page, Snapshot, cancellationToken);

    public async Task<JobSnapshot> CancelAsync(string id, CancellationToken cancellationToken)
    {
        var job = await WishAsync(
            id, state => JobMachine.WishCancel(state, services.Time.GetUtcNow()), cancellationToken);
        // Whoever works on it removes what is left of it; here nobody does, or has already.
        if (job.HasEnded) await services.Jobs.CleanUpAsync(tenant, id, cancellationToken);
        return job;
    }

    public Task<JobSnapshot> PauseAsync(string id, CancellationToken cancellationToken) =>
        WishAsync(id, JobMachine.WishPause, cancellationToken);

    public async Task<JobSnapshot> ResumeAsync(string id, CancellationToken cancellationToken)
    {
        var job = await WishAsync(id, JobMachine.WishRun, cancellationToken);
        host?.Add(new QueuedJob(tenant, id));
        return job;
    }

    public async IAsyncEnumerable<JobEvent> WatchAsync(
        string id, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        host?.Watch(new QueuedJob(tenant, id));
        try
        {
            while (true)
            {
                var news = signals.Next(id);
                // The state first: events that came before its end are all in the log then.
                var state = await services.Jobs.FindAsync(tenant, id, cancellationToken)
                    ?? throw JobDocuments.NotFound(id);
                var ended = false;
                foreach (var each in await services.Jobs.Events.ReadAsync(tenant, id, after, cancellationToken))
                {
                    yield return each;
                    after = each.Sequence;
                    ended = each.Status is JobStatus.Succeeded or JobStatus.Failed or JobStatus.Cancelled;
                }

                if (ended || state.HasEnded) yield break;
                await Task.WhenAny(news, Task.Delay(LookEvery, services.Time, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            // Nobody may tell any more of this job; what waits for it is kept no longer. Others look once more.
            signals.Raise(id);
        }
    }

    public async Task<ListPage<JobEvent>> ListEventsAsync(
        string id, long after, int limit, CancellationToken cancellationToken)
    {
        await GetAsync(id, cancellationToken);
        var events = await services.Jobs.Events.ReadAsync(tenant, id, after, cancellationToken);
        return new ListPage<JobEvent>([.. events.Take(limit)], events.Count > limit);
    }

    private async Task<JobSnapshot> WishAsync(
        string id, Func<JobState, JobChange> change, CancellationToken cancellationToken)
    {
        var state = await services.Jobs.ChangeAsync(tenant, id, change, cancellationToken);
        host?.Find(id)?.Wish(state.Wish);
        return Snapshot(state);
    }

    private async Task<string?> ContinueFromAsync(JobSpec spec, CancellationToken cancellationToken)
    {
        if (spec.ContinueFrom is null) return null;
        var reference = ModelReference.Parse(spec.ContinueFrom);
        var state = await services.TasksOf(tenant).FindAsync(reference.Task, cancellationToken);
        var number = reference.Version ?? TaskMachine.FindAlias(state, reference.Alias!).Targets[0].Version;
        return TaskMachine.Find(state, number).Sha256;
    }

    private JobSnapshot Snapshot(JobState state)
    {
        var snapshot = state.Snapshot();
        if (host?.Find(state.Id) is not { Progress: { } progress } running || snapshot.HasEnded) return snapshot;
        return snapshot with { Step = progress.Step, Steps = progress.Steps, EstimatedEnd = running.ProgressAt + progress.Remaining };
    }
}
