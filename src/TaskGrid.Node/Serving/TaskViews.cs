using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TaskGrid.Node;

/// <summary>
/// What requests see of tasks: documents that are read again when they are older than a moment, behind the requests or, after a
/// quiet time, before the first of them. An alias is seen to move only when its new target is in memory, and what is known is
/// served on while the store is away. Versions that a task pins are loaded when it is seen, and it is looked at also while nobody asks.
/// Tasks that nobody asks for, with nothing in memory and no pins, are forgotten when there are too many of them.
/// </summary>
internal sealed partial class TaskViews(
    GridDocuments documents, ResidentVersions versions, TimeSpan refreshEvery, TimeProvider time, ILogger logger)
    : IDisposable
{
    // A client of a store that is away tries for long; the next look finds out sooner that it is back.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // A request that has just read its task may be about to load a version of it.
    private static readonly TimeSpan IdleAfter = TimeSpan.FromMinutes(1);

    // Tasks with pinned versions are looked at without requests too, less often than with them.
    private readonly TimeSpan _lookEvery = 5 * refreshEvery;

    private readonly ConcurrentDictionary<string, TaskView> _views = new(StringComparer.Ordinal);
    private readonly VersionTasks _tasks = new();
    private readonly Lock _keeping = new();
    private ITimer? _timer;
    private Task _look = Task.CompletedTask;
    private bool _isDisposed;

    /// <summary>Versions and aliases that idle tasks which are known have altogether; the tasks that were asked for longest ago are
    /// forgotten first. One takes one to three kilobytes.</summary>
    internal int MaxIdleEntries { get; init; } = 50_000;

    /// <summary>Whoever pins a version holds it from the check for room until the pin is seen here.</summary>
    public SemaphoreSlim Pinning { get; } = new(1);

    /// <summary>How many tasks are known.</summary>
    internal int Count => _views.Count;

    /// <summary>A task as requests see it.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TaskNotFound"/>, or the store is away and the task was
    /// never seen.</exception>
    public async ValueTask<TaskState> GetAsync(string tenant, string task, CancellationToken cancellationToken)
    {
        var key = GridKeys.Task(tenant, task);
        if (!_views.TryGetValue(key, out var view))
        {
            var readAt = time.GetTimestamp();
            var state = await documents.Tasks.FindAsync(key, cancellationToken) ?? throw NotFound(task);
            view = Keep(key, state, readAt)!;
        }
        else
        {
            view.AskedAt = time.GetTimestamp();
            if (time.GetElapsedTime(view.ReadAt, view.AskedAt) is var age && age > refreshEvery)
            {
                await RefreshOnceAsync(key, view, age).WaitAsync(cancellationToken);
                view = _views.GetValueOrDefault(key) ?? throw NotFound(task);
            }
        }

        return view.State;
    }

    /// <summary>Looks again at once where requests have seen the task, for whoever has just changed it. What cannot be read or
    /// loaded now is seen later.</summary>
    public Task RefreshAsync(string tenant, string task)
    {
        var key = GridKeys.Task(tenant, task);
        return _views.TryGetValue(key, out var view) ? RefreshAsync(key, view) : Task.CompletedTask;
    }

    /// <summary>Looks again at once at the tasks of all tenants that have pinned versions.</summary>
    public Task RefreshPinnedAsync() => Task.WhenAll(
        from view in _views
        where view.Value.HasPins
        select RefreshAsync(view.Key, view.Value));

    /// <summary>Tasks that requests have seen and of which a version is in memory.</summary>
    public IEnumerable<(string Tenant, string Task)> Resident() => Having(versions.InMemory()).Select(task => GridKeys.TaskOf(task.Key));

    /// <summary>Whether a task is one of them.</summary>
    public bool IsResident(string tenant, string task) =>
        _views.TryGetValue(GridKeys.Task(tenant, task), out var view) && IsResident(tenant, view.State);

    /// <summary>Looks again at once, for whoever has just pinned a version or misses something.</summary>
    /// <returns>The task as requests see it: its aliases may still be on their way to where the document has them.</returns>
    public async Task<TaskState> ReadAgainAsync(string tenant, string task, CancellationToken cancellationToken)
    {
        var key = GridKeys.Task(tenant, task);
        var readAt = time.GetTimestamp();
        var state = await documents.Tasks.FindAsync(key, cancellationToken);
        var view = await SeeAsync(key, _views.GetValueOrDefault(key)?.State, state, readAt) ?? throw NotFound(task);
        view.AskedAt = time.GetTimestamp();
        return view.State;
    }

    /// <summary>Where the versions of a tenant's tasks are that requests have seen, by name.</summary>
    public IReadOnlyList<ResidentSnapshot> Versions(string tenant)
    {
        var here = versions.Here(tenant);
        return
        [
            .. from known in Having(here)
               let task = GridKeys.TaskOf(known.Key).Task
               orderby task
               from version in known.State.Versions
               let key = new VersionKey(tenant, version.Sha256)
               where here.Contains(key)
               select versions.Find(ModelReference.Of(task, version.Number), key) into found
               where found is not null
               select found,
        ];
    }

    /// <summary>The version that a reference names. One that was published a moment ago may not be seen yet: before "not found" is
    /// said, the store is asked.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="reference">Task with version or alias.</param>
    /// <param name="requestKey">Requests of one key go to one version.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TaskNotFound"/>, <see cref="ErrorCodes.VersionNotFound"/>,
    /// <see cref="ErrorCodes.AliasNotFound"/>.</exception>
    public async ValueTask<VersionSnapshot> ChooseAsync(
        string tenant, ModelReference reference, string? requestKey, CancellationToken cancellationToken)
    {
        try
        {
            return Choose(await GetAsync(tenant, reference.Task, cancellationToken), reference, requestKey);
        }
        catch (TaskGridException exception)
            when (exception.Code is ErrorCodes.TaskNotFound or ErrorCodes.VersionNotFound or ErrorCodes.AliasNotFound)
        {
            return Choose(await ReadAgainAsync(tenant, reference.Task, cancellationToken), reference, requestKey);
        }
    }

    /// <summary>The same, in memory, for whoever asks for that: what could not be loaded a moment ago is tried again.</summary>
    public async ValueTask<VersionLease> TakeAsync(
        string tenant, ModelReference reference, CancellationToken cancellationToken)
    {
        var version = await ChooseAsync(tenant, reference, null, cancellationToken);
        return await versions.TakeAsync(new VersionKey(tenant, version.Sha256), version.Info, retries: true, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_keeping)
        {
            _isDisposed = true;
            _timer?.Dispose();
        }
    }

    /// <summary>Forgets tasks that are idle beyond <see cref="MaxIdleEntries"/>; requests that have one go on with it.</summary>
    internal void ForgetIdle()
    {
        HashSet<string> held = [.. Having(versions.InMemory()).Select(task => task.Key)];
        var idle =
            from view in _views
            where time.GetElapsedTime(view.Value.AskedAt) > IdleAfter && !view.Value.HasPins && !held.Contains(view.Key)
            orderby view.Value.AskedAt descending
            select view;
        var left = MaxIdleEntries;
        foreach (var (key, view) in idle)
        {
            left -= Math.Max(1, view.State.Versions.Length + view.State.Aliases.Length);
            if (left < 0) Forget(key, view);
        }
    }

    private static VersionSnapshot Choose(TaskState state, ModelReference reference, string? requestKey) =>
        TaskMachine.Find(
            state,
            reference.Version ?? TrafficSplit.Choose(TaskMachine.FindAlias(state, reference.Alias!), requestKey));

    // Known tasks that have one of these.
    private IReadOnlyList<(string Key, TaskState State)> Having(IEnumerable<VersionKey> held)
    {
        lock (_keeping) return [.. held.SelectMany(_tasks.Of).Distinct().Select(key => (key, _views[key].State))];
    }

    private bool IsResident(string tenant, TaskState state) =>
        state.Versions.Any(version => versions.Holds(new VersionKey(tenant, version.Sha256)));

    // Requests that come all the time are served by what is known meanwhile; the first ones after a quiet time wait, but not for a
    // store that is away nor for a long load.
    private Task RefreshOnceAsync(string key, TaskView view, TimeSpan age) => view.RefreshOnce(() =>
    {
        var refresh = Task.Run(() => RefreshAsync(key, view));
        return age > 2 * refreshEvery ? Task.WhenAny(refresh, Task.Delay(Patience, time)) : Task.CompletedTask;
    });

    private async Task RefreshAsync(string key, TaskView view)
    {
        var readAt = time.GetTimestamp();
        TaskState? state = view.State;
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            state = await documents.Tasks.FindAsync(key, patience.Token);
        }
        catch (Exception exception)
        {
            // The store is away: what is known is served on, and looked for again.
            LogNotRefreshed(logger, key, exception.Message);
            if (_views.GetValueOrDefault(key) == view) readAt = time.GetTimestamp(); // not again at once
            state = view.State;
        }

        await SeeAsync(key, view.State, state, readAt);
    }

    // What was loaded for a move is held until the move is seen.
    private async Task<TaskView?> SeeAsync(string key, TaskState? old, TaskState? state, long readAt)
    {
        var loaded = new List<VersionLease>();
        try
        {
            if (old is not null && state is not null) state = await LoadMovedAsync(key, old, state, loaded);
            return Keep(key, state, readAt);
        }
        finally
        {
            foreach (var lease in loaded) lease.Dispose();
        }
    }

    // What is not there is not kept: names that clients make up must not fill the memory.
    // Neither is what was read before what is known: a look that took long must not bring back what has changed meanwhile.
    private TaskView? Keep(string key, TaskState? state, long readAt)
    {
        (VersionKey Key, TaskInfo Info)[] lacking;
        TaskView? view;
        lock (_keeping)
        {
            if (_views.TryGetValue(key, out var known) && known.ReadAt > readAt) return known;
            view = state is null ? null : new TaskView(state, readAt, known?.AskedAt ?? readAt);
            var tenant = GridKeys.TaskOf(key).Tenant;
            var pinned = Pinned(tenant, state);
            versions.Pin(Pinned(tenant, known?.State).Select(version => version.Key), pinned.Select(version => version.Key));
            if (view is null) _views.TryRemove(key, out _);
            else _views[key] = view;
            // Nobody would ask for them any more, nor see them listed.
            foreach (var version in _tasks.Replace(key, Keys(tenant, known?.State), Keys(tenant, state))) versions.Drop(version);
            // Those too that could not be loaded when they were seen first.
            lacking = _isDisposed ? [] : [.. pinned.Where(version => versions.Lacks(version.Key))];
            if (!_isDisposed) _timer ??= time.CreateTimer(_ => Look(), null, _lookEvery, _lookEvery);
        }

        foreach (var (version, info) in lacking) _ = LoadPinnedAsync(version, info);
        return view;
    }

    private static HashSet<VersionKey> Keys(string tenant, TaskState? state) =>
        [.. state?.Versions.Select(version => new VersionKey(tenant, version.Sha256)) ?? []];

    private void Look()
    {
        ForgetIdle();
        // An unpinning elsewhere is to be seen although nobody asks for the task.
        if (_look.IsCompleted) _look = Task.Run(RefreshPinnedAsync);
    }

    private void Forget(string key, TaskView view)
    {
        lock (_keeping)
        {
            if (!_views.TryRemove(KeyValuePair.Create(key, view))) return;
            var tenant = GridKeys.TaskOf(key).Tenant;
            _tasks.Replace(key, Keys(tenant, view.State), Keys(tenant, null));
        }
    }

    private static (VersionKey Key, TaskInfo Info)[] Pinned(string tenant, TaskState? state) =>
    [
        .. from version in state?.Versions ?? []
           where version.IsPinned
           select (new VersionKey(tenant, version.Sha256), version.Info),
    ];

    private async Task LoadPinnedAsync(VersionKey key, TaskInfo info)
    {
        try
        {
            using var lease = await versions.TakeAsync(key, info, retries: false, CancellationToken.None);
        }
        catch (TaskGridException)
        {
            // It was logged; requests for it are told.
        }
    }

    // Where a task answers already, the next targets of its aliases are loaded before requests are sent there. An alias whose target
    // cannot be loaded is seen where it was, and the others move; the next look tries again.
    private async Task<TaskState> LoadMovedAsync(string key, TaskState old, TaskState state, List<VersionLease> loaded)
    {
        var tenant = GridKeys.TaskOf(key).Tenant;
        if (!IsResident(tenant, old)) return state;
        var failed = new HashSet<int>();
        foreach (var version in TaskMachine.Moved(old, state))
        {
            try
            {
                loaded.Add(await versions.TakeAsync(
                    new VersionKey(tenant, version.Sha256), version.Info, retries: false, CancellationToken.None));
            }
            catch (Exception exception)
            {
                LogNotLoaded(logger, version.Number, key, exception.Message);
                failed.Add(version.Number);
            }
        }

        var seen = TaskMachine.Hold(old, state, failed);
        foreach (var (version, before) in TaskMachine.Replaced(old, seen))
            versions.Inherit(new VersionKey(tenant, version.Sha256), new VersionKey(tenant, before.Sha256));
        foreach (var version in Named(tenant, old).Except(Named(tenant, seen))) versions.Forget(version);
        return seen;
    }

    private static IEnumerable<VersionKey> Named(string tenant, TaskState state) =>
        TaskMachine.Named(state).Select(number => new VersionKey(tenant, TaskMachine.Find(state, number).Sha256));

    private static TaskGridException NotFound(string task) =>
        new(ErrorCodes.TaskNotFound, $"There is no task '{task}'. Train it first, or import a diff.");
}
