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

    // Two looks of a node, which tells the end where whoever ended the job was killed before.
    private static readonly TimeSpan EndPatience = 2 * NodePresence.Every;

    public async Task<JobSnapshot> SubmitAsync(
        JobSpec spec, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var starts = new JobStarts(services, files, tenant);
        var problems = JobSpecValidator.ProblemsOf(spec);
        // A spec that is wrong was never accepted: what is missing is told with it. Else a repeated call comes first, whose files may
        // be gone meanwhile.
        if (!problems.IsEmpty) await starts.FindAsync(spec, problems, cancellationToken);
        var now = services.Time.GetUtcNow();
        var asked = JsonSerializer.SerializeToUtf8Bytes(spec, GridJson.Default.JobSpec);
        var id = await requests.JobIdAsync(
            tenant, idempotencyKey, asked, () => GridId.New(GridId.Job, now), cancellationToken);
        if (await services.Jobs.FindAsync(tenant, id, cancellationToken) is { } known)
            return await SnapshotAsync(known, cancellationToken);
        if (host?.HasRoom(tenant, maxQueued) == false)
            throw new TaskGridException(
                ErrorCodes.QueueFull,
                $"{maxQueued:N0} jobs wait already, and yours among them are your share. Try again when some have ended.");
        var start = await starts.FindAsync(spec, problems, cancellationToken);
        var state = new JobState
        {
            Id = id,
            Tenant = tenant,
            Spec = spec,
            TrainFile = start.TrainFile,
            DevFile = start.DevFile,
            BaseFingerprint = start.Base.Fingerprint,
            ContinueFromSha256 = start.Sha256,
            Compute = start.Earlier?.Compute,
            Checkpoint = start.Earlier is { } earlier ? await starts.CopyAsync(earlier, id, cancellationToken) : null,
            Status = JobStatus.Queued,
            CreatedAt = now,
        };
        // The marker first: a job without one would be forgotten when this process is killed in between.
        var marker = new QueuedJob(tenant, id);
        await services.Documents.Queue.UpdateAsync(GridKeys.Queued(id), old => old ?? marker, cancellationToken);
        state = await services.Documents.Jobs.UpdateAsync(
            GridKeys.Job(tenant, id), old => old ?? state, cancellationToken);
        host?.Add(marker);
        return await SnapshotAsync(state, cancellationToken);
    }

    public async Task<JobSnapshot> GetAsync(string id, CancellationToken cancellationToken) =>
        await SnapshotAsync(
            await services.Jobs.FindAsync(tenant, id, cancellationToken) ?? throw JobDocuments.NotFound(id),
            cancellationToken);

    public Task<ListPage<JobSnapshot>> ListAsync(
        string? task, PageRequest page, CancellationToken cancellationToken) =>
        services.Jobs.ListAsync(tenant, task, page, SnapshotAsync, cancellationToken);

    public Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken) =>
        services.Jobs.ListUnfinishedAsync(tenant, cancellationToken);

    public async Task<JobSnapshot> CancelAsync(string id, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var request = ChangeRequest.Of("cancel", idempotencyKey);
        var job = await WishStopAsync(
            id, request, state => JobMachine.WishCancel(state, services.Time.GetUtcNow()), cancellationToken);
        // Whoever works on it removes what is left of it; here nobody does, or has already.
        if (job.HasEnded) await services.Jobs.CleanUpAsync(tenant, id, cancellationToken);
        return job;
    }

    public Task<JobSnapshot> PauseAsync(string id, string? idempotencyKey, CancellationToken cancellationToken) =>
        WishStopAsync(id, ChangeRequest.Of("pause", idempotencyKey), JobMachine.WishPause, cancellationToken);

    public async Task<JobSnapshot> ResumeAsync(string id, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var job = await WishAsync(
            id, ChangeRequest.Of("resume", idempotencyKey), JobMachine.WishRun, cancellationToken);
        host?.Add(new QueuedJob(tenant, id));
        return job;
    }

    public async IAsyncEnumerable<JobEvent> WatchAsync(
        string id, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        host?.Watch(new QueuedJob(tenant, id));
        DateTimeOffset? patience = null;
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
                    ended = JobEventLog.IsEnd(each);
                }

                if (ended) yield break;
                if (state.HasEnded)
                {
                    patience ??= services.Time.GetUtcNow() + EndPatience;
                    if (services.Time.GetUtcNow() >= patience || await IsToldAsync(id, after, cancellationToken)) yield break;
                }

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

    private async Task<bool> IsToldAsync(string id, long after, CancellationToken cancellationToken) =>
        await services.Jobs.Events.LastAsync(tenant, id, cancellationToken) is { } last
        && last.Sequence <= after && JobEventLog.IsEnd(last);

    // An owner that is gone does not hear of it, and there may be no other for long.
    private async Task<JobSnapshot> WishStopAsync(
        string id, ChangeRequest? request, Func<JobState, JobChange> wish, CancellationToken cancellationToken)
    {
        var owner = (await services.Jobs.FindAsync(tenant, id, cancellationToken))?.Owner;
        var isGone = owner is not null && await services.Presence.IsGoneAsync(owner, cancellationToken);
        return await WishAsync(
            id,
            request,
            state => wish(isGone && state.Owner == owner ? JobMachine.Release(state) : state),
            cancellationToken);
    }

    private async Task<JobSnapshot> WishAsync(
        string id, ChangeRequest? request, Func<JobState, JobChange> wish, CancellationToken cancellationToken)
    {
        var state = await services.Jobs.ChangeAsync(
            tenant, id, old => JobMachine.Once(old, request, services.Time.GetUtcNow(), wish), cancellationToken);
        host?.Find(id)?.Wish(state.Wish);
        return await SnapshotAsync(state, cancellationToken);
    }

    private Task<JobSnapshot> SnapshotAsync(JobState state, CancellationToken cancellationToken) =>
        host?.Find(state.Id) is { Progress: { } progress } running
            ? Task.FromResult(state.Snapshot(progress, running.ProgressAt))
            : services.Jobs.SnapshotAsync(state, cancellationToken);
}
