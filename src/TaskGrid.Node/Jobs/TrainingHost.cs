using System.Collections.Concurrent;
using TaskGrid.Storage;

namespace TaskGrid.Node;

/// <summary>
/// Trains jobs on threads of its own, a number of slots at once, tenants in turn. It takes up what was accepted here,
/// what other processes accepted, and what dead ones left.
/// </summary>
internal sealed class TrainingHost : IAsyncDisposable
{
    // A store that is away comes back; jobs wait for it.
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly JobRunServices _services;
    private readonly INodeCluster? _cluster;
    private readonly FairQueue _queue = new();
    private readonly SemaphoreSlim _waiting = new(0);
    private readonly ConcurrentDictionary<string, RunningJob> _running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread[] _slots;
    private readonly Task _watch;
    private int _disposed;

    public TrainingHost(JobRunServices services, int slots, INodeCluster? cluster)
    {
        _services = services;
        _cluster = cluster;
        _slots = [.. Enumerable.Range(1, slots).Select(number =>
            new Thread(Work) { IsBackground = true, Name = $"training {number}" })];
        foreach (var slot in _slots) slot.Start();
        _watch = Task.Run(WatchAsync);
    }

    /// <summary>Jobs that can train at once.</summary>
    public int Slots => _slots.Length;

    /// <summary>Jobs that train.</summary>
    public int Running => _running.Count;

    /// <summary>Jobs that wait.</summary>
    public int Waiting => _queue.Count;

    /// <summary>Adds a job.</summary>
    public void Add(QueuedJob job)
    {
        if (_queue.TryAdd(job)) _waiting.Release();
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
        await _watch;
        _waiting.Dispose();
        _stopping.Dispose();
    }

    private void Work()
    {
        while (true)
        {
            _waiting.Wait();
            if (_stopping.IsCancellationRequested) return;
            if (_queue.TryTake() is not { } job) continue;
            var again = Work(job);
            _queue.Done(job.Id);
            if (again && !_stopping.Token.WaitHandle.WaitOne(RetryAfter)) Add(job);
        }
    }

    private bool Work(QueuedJob job)
    {
        using var running = new RunningJob();
        using var run = new JobRun(_services, job, running);
        _running[job.Id] = running;
        if (_stopping.IsCancellationRequested) running.Wish(JobWish.Pause);
        try
        {
            run.Execute();
            return false;
        }
        catch (TaskGridException exception) when (exception.Code == ErrorCodes.StaleWriter)
        {
            return false;
        }
        catch (Exception exception) when (exception is TaskGridException || StoreErrors.IsStoreFailure(exception))
        {
            return true;
        }
        finally
        {
            _running.TryRemove(job.Id, out _);
        }
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(NodePresence.Every, _services.Time);
        do
        {
            try
            {
                if (!await _services.Presence.RenewAsync(_stopping.Token)) await ReplacedAsync();
                else await LookAsync();
            }
            catch (Exception exception) when (exception is TaskGridException or OperationCanceledException)
            {
                // The store is away, or this ends; the next look will see.
            }
        }
        while (await NextAsync(timer));
    }

    private async ValueTask<bool> NextAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(_stopping.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // What this process still writes is refused; it need not go on computing.
    private async Task ReplacedAsync()
    {
        foreach (var job in _running.Values) job.Wish(JobWish.Cancel);
        await _stopping.CancelAsync();
    }

    private async Task LookAsync()
    {
        var ids = _cluster is null or { LooksForJobs: true }
            ? await _services.Documents.IdsAsync(GridKeys.Queue, _stopping.Token)
            : [.. _running.Keys];
        foreach (var id in ids)
        {
            var marker = await _services.Documents.Queue.FindAsync(GridKeys.Queued(id), _stopping.Token);
            if (marker is null) continue;
            var state = await _services.Jobs.FindAsync(marker.Tenant, id, _stopping.Token);
            if (Find(id) is { } running) running.Wish(state?.Wish ?? JobWish.Cancel);
            else if (state is { HasEnded: true })
                await _services.Documents.Queue.DeleteAsync(GridKeys.Queued(id), _stopping.Token);
            else if (state is { Status: not JobStatus.Paused } && await IsFreeAsync(state))
                await (_cluster?.TakeUpAsync(state, _stopping.Token) ?? AddAsync(marker));
        }
    }

    private Task AddAsync(QueuedJob job)
    {
        Add(job);
        return Task.CompletedTask;
    }

    private async Task<bool> IsFreeAsync(JobState state) =>
        state.Owner is not { } owner
        || owner == _services.Presence.Owner
        || await _services.Presence.IsGoneAsync(owner, _stopping.Token);
}
