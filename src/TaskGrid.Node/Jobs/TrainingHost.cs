using System.Collections.Concurrent;
using TaskGrid.Storage;

namespace TaskGrid.Node;

/// <summary>
/// Trains jobs on threads of its own, a number of slots at once, tenants in turn. It takes up what was accepted here,
/// what other processes accepted, and what dead ones left.
/// </summary>
internal sealed partial class TrainingHost : IAsyncDisposable
{
    // A store that is away comes back; jobs wait for it.
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    // A local disk does not: its owner must hear of it.
    private const int MaxDiskTries = 3;

    private readonly JobRunServices _services;
    private readonly INodeCluster? _cluster;
    private readonly FairQueue _queue = new();
    private readonly SemaphoreSlim _waiting = new(0);
    private readonly ConcurrentDictionary<string, RunningJob> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _diskFailures = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    // Later: without signs of life others take the jobs whose checkpoints are still being stored.
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<string, QueuedJob>? _wanted;
    private readonly ConcurrentDictionary<string, bool> _left = new(StringComparer.Ordinal);
    private readonly Thread[] _slots;
    private readonly Task _watch;
    private int _disposed;

    /// <summary>Begins to work.</summary>
    /// <param name="services">What jobs need.</param>
    /// <param name="slots">Jobs at once, at least 1.</param>
    /// <param name="onlyAdded">Whether only jobs that were added are worked on.</param>
    /// <param name="cluster">The cluster of this node; null: it is in none.</param>
    public TrainingHost(JobRunServices services, int slots, bool onlyAdded, INodeCluster? cluster)
    {
        _services = services;
        _cluster = cluster;
        _wanted = onlyAdded ? new(StringComparer.Ordinal) : null;
        _slots = [.. Enumerable.Range(1, slots).Select(number =>
            new Thread(Work) { IsBackground = true, Name = $"training {number}" })];
        foreach (var slot in _slots) slot.Start();
        // Apart: a look at many jobs takes longer than others wait for a sign, or users for a pause.
        _watch = Task.WhenAll(
            Task.Run(() => RepeatAsync(RenewAsync, _ending.Token)),
            Task.Run(() => RepeatAsync(FollowAsync, _stopping.Token)),
            Task.Run(() => RepeatAsync(LookAsync, _stopping.Token)));
    }

    /// <summary>Jobs that can train at once.</summary>
    public int Slots => _slots.Length;

    /// <summary>Jobs that train.</summary>
    public int Running => _running.Count;

    /// <summary>Jobs that wait.</summary>
    public int Waiting => _queue.Count;

    /// <summary>Whether a tenant may add one more job where so many may wait.</summary>
    public bool HasRoom(string tenant, int max) => _queue.HasRoom(tenant, max);

    /// <summary>Adds a job; whether it is free is seen when its turn has come.</summary>
    public void Add(QueuedJob job)
    {
        _wanted?.TryAdd(job.Id, job);
        if (_queue.TryAdd(job)) _waiting.Release();
    }

    /// <summary>Somebody here watches a job: a host that works only on what was added works on it too.</summary>
    public void Watch(QueuedJob job)
    {
        if (_wanted is not null) Add(job);
    }

    /// <summary>A job that trains here, or null.</summary>
    public RunningJob? Find(string id) => _running.GetValueOrDefault(id);

    /// <summary>Lets running jobs store a checkpoint and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await _stopping.CancelAsync();
        foreach (var job in _running.Values) job.Wish(JobWish.Pause);
        if (_slots.Length > 0) _waiting.Release(_slots.Length);
        await Task.Run(() =>
        {
            foreach (var slot in _slots) slot.Join();
        });
        await _ending.CancelAsync();
        await _watch;
        _waiting.Dispose();
        _stopping.Dispose();
        _ending.Dispose();
    }

    private void Work()
    {
        while (true)
        {
            _waiting.Wait();
            if (_stopping.IsCancellationRequested) return;
            if (_queue.TryTake() is not { } job) continue;
            var again = Work(job);
            if (!again) _diskFailures.TryRemove(job.Id, out _);
            _queue.Done(job.Id);
            if (again && !_stopping.Token.WaitHandle.WaitOne(RetryAfter)) Add(job);
        }
    }

    private bool Work(QueuedJob job)
    {
        using var running = new RunningJob(job);
        using var run = new JobRun(_services, job, running);
        _running[job.Id] = running;
        if (_stopping.IsCancellationRequested) running.Wish(JobWish.Pause);
        try
        {
            run.Execute(isLastTry: _diskFailures.GetValueOrDefault(job.Id) >= MaxDiskTries - 1);
            return false;
        }
        catch (TaskGridException exception) when (exception.Code is ErrorCodes.StoreInvalid or ErrorCodes.BaseNotFound)
        {
            Leave(job.Id, exception);
            return false;
        }
        catch (TaskGridException exception)
        {
            LogWaits(_services.Logger, job.Id, exception.Message);
            return true;
        }
        catch (Exception exception) when (StoreErrors.IsStoreFailure(exception))
        {
            var failures = _diskFailures.AddOrUpdate(job.Id, 1, (_, count) => count + 1);
            LogDiskFailed(_services.Logger, job.Id, failures, MaxDiskTries, exception.Message);
            return true;
        }
        finally
        {
            _running.TryRemove(job.Id, out _);
        }
    }

    private async Task RepeatAsync(Func<Task> action, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(NodePresence.Every, _services.Time);
        do
        {
            try
            {
                await action();
            }
            catch (Exception exception)
                when (exception is TaskGridException or OperationCanceledException || StoreErrors.IsStoreFailure(exception))
            {
                // The store is away, or this ends; the next time will see.
            }
        }
        while (await NextAsync(timer, ended));
    }

    private static async ValueTask<bool> NextAsync(PeriodicTimer timer, CancellationToken ended)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ended);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task RenewAsync()
    {
        if (await _services.Presence.RenewAsync(_ending.Token)) return;
        // What this process still writes is refused; it need not go on computing.
        LogReplaced(_services.Logger, _services.Presence.Owner.Node);
        foreach (var job in _running.Values) job.Wish(JobWish.Cancel);
        await _stopping.CancelAsync();
        await _ending.CancelAsync();
    }

    // What users wish at other processes.
    private async Task FollowAsync()
    {
        foreach (var running in _running.Values)
            await TryAsync(running.Job.Id, async () => running.Follow(await FindAndTellAsync(running.Job)));
    }

    private async Task LookAsync()
    {
        foreach (var marker in _wanted?.Values ?? await MarkersAsync())
        {
            if (Find(marker.Id) is null) await TryAsync(marker.Id, () => LookAsync(marker));
        }
    }

    private async Task LookAsync(QueuedJob marker)
    {
        var state = await FindAndTellAsync(marker);
        if (Find(marker.Id) is not null) return; // It has begun meanwhile.
        if (state is { HasEnded: true }) await CleanUpAsync(marker);
        else if (state is { Status: not JobStatus.Paused } && await IsFreeAsync(state))
            await TakeUpAsync(marker, state);
    }

    private async Task<JobState?> FindAndTellAsync(QueuedJob job)
    {
        var state = await _services.Jobs.FindAsync(job.Tenant, job.Id, _stopping.Token);
        if (state is not null) await _services.Jobs.TellAsync(state, _stopping.Token);
        return state;
    }

    // One job that is damaged keeps no other from its work; a store that is away keeps all.
    private async Task TryAsync(string id, Func<Task> look)
    {
        try
        {
            await look();
        }
        catch (Exception exception)
            when (exception is TaskGridException { Code: not ErrorCodes.StoreUnavailable } || StoreErrors.IsStoreFailure(exception))
        {
            Leave(id, exception);
        }
    }

    private void Leave(string id, Exception exception)
    {
        if (!_left.TryAdd(id, true)) return;
        if (exception is TaskGridException { Code: ErrorCodes.BaseNotFound }) LogLeftToOthers(_services.Logger, id, exception.Message);
        else LogLeft(_services.Logger, id, exception.Message);
    }

    // Whoever ended it may have been killed before everything was removed.
    private async Task CleanUpAsync(QueuedJob ended)
    {
        await JobRun.CleanUpAsync(_services, ended, _stopping.Token);
        _wanted?.TryRemove(ended.Id, out _);
    }

    private Task TakeUpAsync(QueuedJob marker, JobState state)
    {
        if (_cluster is not null) return _cluster.TakeUpAsync(state, _stopping.Token);
        JobRun.RequireBase(_services, state);
        Add(marker);
        return Task.CompletedTask;
    }

    private async Task<ICollection<QueuedJob>> MarkersAsync()
    {
        if (_cluster is { LooksForJobs: false }) return [];
        var markers = new List<QueuedJob>();
        await foreach (var id in _services.Documents.IdsAsync(GridKeys.Queue, _stopping.Token))
        {
            await TryAsync(id, async () =>
            {
                if (await _services.Documents.Queue.FindAsync(GridKeys.Queued(id), _stopping.Token) is { } marker)
                    markers.Add(marker);
            });
        }

        return markers;
    }

    private async Task<bool> IsFreeAsync(JobState state) =>
        state.Owner is not { } owner
        || owner == _services.Presence.Owner
        || await _services.Presence.IsGoneAsync(owner, _stopping.Token);
}
