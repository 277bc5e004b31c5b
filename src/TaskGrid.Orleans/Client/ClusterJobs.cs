using System.Runtime.CompilerServices;
using TaskGrid.Node;

namespace TaskGrid.Orleans;

/// <summary>A tenant's jobs: through the grain of their task; lists from the store.</summary>
internal sealed class ClusterJobs(OrleansGrid grid, string tenant) : IGridJobs
{
    // A task that moves is asked again; it comes to rest where it can train.
    private const int MaxMoves = 10;

    private readonly JobDocuments _jobs = new(
        grid.Documents, new JobEventLog(grid.Documents, new JobSignals(), grid.Time));

    public async Task<JobSnapshot> SubmitAsync(
        JobSpec spec, string? idempotencyKey, CancellationToken cancellationToken)
    {
        // The task's silo tells all that is wrong, once there is a name to find it by.
        if (!ResourceName.IsValid(spec.Train.Task)) JobSpecValidator.Check(spec);
        var key = GrainCall.KeyOf(idempotencyKey);
        return await AskAsync(
            spec.Train, null, (grain, token) => grain.SubmitJobAsync(spec, key, token), cancellationToken);
    }

    public async Task<JobSnapshot> GetAsync(string id, CancellationToken cancellationToken) =>
        await AskAsync(id, async (grain, token) => await grain.GetJobAsync(id, token), cancellationToken);

    public async Task<ListPage<JobSnapshot>> ListAsync(
        string? task, PageRequest page, CancellationToken cancellationToken) =>
        await _jobs.ListAsync(tenant, task, page, _jobs.SnapshotAsync, cancellationToken);

    public Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken) =>
        _jobs.ListUnfinishedAsync(tenant, cancellationToken);

    public Task<JobSnapshot> CancelAsync(string id, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var key = GrainCall.KeyOf(idempotencyKey);
        return AskAsync(id, async (grain, token) => await grain.CancelJobAsync(id, key, token), cancellationToken);
    }

    public Task<JobSnapshot> PauseAsync(string id, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var key = GrainCall.KeyOf(idempotencyKey);
        return AskAsync(id, async (grain, token) => await grain.PauseJobAsync(id, key, token), cancellationToken);
    }

    public Task<JobSnapshot> ResumeAsync(string id, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var key = GrainCall.KeyOf(idempotencyKey);
        return AskAsync(id, (grain, token) => grain.ResumeJobAsync(id, key, token), cancellationToken);
    }

    public async IAsyncEnumerable<JobEvent> WatchAsync(
        string id, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var grain = Of((await StateAsync(id, cancellationToken)).Spec.Train.Task);
        while (true)
        {
            using var until = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, grid.Calls.LostWithGateway);
            await using var events = grain.WatchJobAsync(id, after, until.Token).GetAsyncEnumerator(until.Token);
            JobEvent? next;
            while ((next = await NextAsync(events, cancellationToken)) is not null)
            {
                yield return next;
                after = next.Sequence;
            }

            // The stream ended with the job, or with its silo or this client's gateway: then another one goes on.
            if ((await GetAsync(id, cancellationToken)).HasEnded
                && (await ListEventsAsync(id, after, 1, cancellationToken)).Items.Count == 0) yield break;
        }
    }

    public async Task<ListPage<JobEvent>> ListEventsAsync(
        string id, long after, int limit, CancellationToken cancellationToken)
    {
        await StateAsync(id, cancellationToken);
        var events = await _jobs.Events.ReadAsync(tenant, id, after, cancellationToken);
        return new ListPage<JobEvent>([.. events.Take(limit)], events.Count > limit);
    }

    private static async Task<JobEvent?> NextAsync(IAsyncEnumerator<JobEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            return await events.MoveNextAsync() ? events.Current : null;
        }
        catch (Exception exception) when (Transient.Is(exception) || exception is EnumerationAbortedException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    private async Task<JobSnapshot> AskAsync(
        string id, Func<ITaskGrain, CancellationToken, Task<JobSnapshot?>> ask, CancellationToken cancellationToken)
    {
        var state = await StateAsync(id, cancellationToken);
        return await AskAsync(state.Spec.Train, state.BaseFingerprint, ask, cancellationToken);
    }

    private async Task<JobSnapshot> AskAsync(
        TrainSpec train, string? fingerprint, Func<ITaskGrain, CancellationToken, Task<JobSnapshot?>> ask, CancellationToken cancellationToken)
    {
        var grain = Of(train.Task);
        for (var move = 0; move < MaxMoves; move++)
        {
            PlacementContext.SetBase(train.Base, fingerprint);
            var job = await grid.Calls.RepeatAsync(token => ask(grain, token), cancellationToken);
            if (job is not null) return job;
        }

        throw new TaskGridException(
            ErrorCodes.ServerUnavailable, $"The task '{train.Task}' found no silo to train on. Try again.");
    }

    private async Task<JobState> StateAsync(string id, CancellationToken cancellationToken) =>
        await _jobs.FindAsync(tenant, id, cancellationToken) ?? throw JobDocuments.NotFound(id);

    private ITaskGrain Of(string task) => grid.Grains.GetGrain<ITaskGrain>(TaskGrainKey.Of(tenant, task));
}
