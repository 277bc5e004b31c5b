using System.Collections.Concurrent;

namespace TaskGrid.Node;

/// <summary>
/// What requests see of tasks: documents that are read again when they are older than a moment. An alias is seen to move
/// only when its new target is in memory, and what is known is served on while the store is away.
/// </summary>
internal sealed class TaskViews(
    GridDocuments documents, ResidentVersions versions, TimeSpan refreshEvery, TimeProvider time)
{
    // A client of a store that is away tries for long; the next look finds out sooner that it is back.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, TaskView> _views = new(StringComparer.Ordinal);

    /// <summary>A task as requests see it.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TaskNotFound"/>, or the store is away and the task was
    /// never seen.</exception>
    public async Task<TaskState> GetAsync(string tenant, string task, CancellationToken cancellationToken)
    {
        var key = GridKeys.Task(tenant, task);
        if (!_views.TryGetValue(key, out var view))
        {
            var state = await documents.Tasks.FindAsync(key, cancellationToken) ?? throw NotFound(task);
            view = _views.GetOrAdd(key, new TaskView(state, time.GetTimestamp()));
        }
        else if (time.GetElapsedTime(view.ReadAt) > refreshEvery && view.TryBeginRefresh())
        {
            // This request is served by what is known; the next ones see what has changed.
            _ = RefreshAsync(key, view);
        }

        return view.State;
    }

    /// <summary>Tasks that requests have seen and of which a version is in memory.</summary>
    public IEnumerable<(string Tenant, string Task)> Resident() =>
        _views.Where(view => IsResident(view.Value)).Select(view => GridKeys.TaskOf(view.Key));

    /// <summary>Whether a task is one of them.</summary>
    public bool IsResident(string tenant, string task) =>
        _views.TryGetValue(GridKeys.Task(tenant, task), out var view) && IsResident(view);

    /// <summary>Looks again at once, for whoever has just changed the task or misses something.</summary>
    public async Task<TaskState> ReadAgainAsync(string tenant, string task, CancellationToken cancellationToken)
    {
        var key = GridKeys.Task(tenant, task);
        var state = await documents.Tasks.FindAsync(key, cancellationToken);
        Keep(key, state);
        return state ?? throw NotFound(task);
    }

    /// <summary>A version of a task, chosen as the reference says.</summary>
    /// <param name="state">The task.</param>
    /// <param name="reference">Version or alias.</param>
    /// <param name="requestKey">Requests of one key go to one version.</param>
    public static VersionSnapshot Choose(TaskState state, ModelReference reference, string? requestKey) =>
        TaskMachine.Find(
            state,
            reference.Version ?? TrafficSplit.Choose(TaskMachine.FindAlias(state, reference.Alias!), requestKey));

    private bool IsResident(TaskView view) =>
        view.State.Versions.Any(version => versions.Holds(version.Sha256));

    private async Task RefreshAsync(string key, TaskView view)
    {
        TaskState? state = view.State;
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            state = await documents.Tasks.FindAsync(key, patience.Token);
            if (state is not null) await LoadMovedAsync(view.State, state);
        }
        catch (Exception exception) when (exception is TaskGridException or OperationCanceledException)
        {
            // The store is away, or the new target cannot be loaded: what is known is served on.
            state = view.State;
        }

        Keep(key, state);
    }

    // What is not there is not kept: names that clients make up must not fill the memory.
    private void Keep(string key, TaskState? state)
    {
        if (state is null) _views.TryRemove(key, out _);
        else _views[key] = new TaskView(state, time.GetTimestamp());
    }

    // An alias whose task answers here already: its next target is loaded before requests are sent there.
    private async Task LoadMovedAsync(TaskState old, TaskState state)
    {
        var known = old.Aliases.SelectMany(alias => alias.Targets).Select(target => target.Version).ToHashSet();
        if (!old.Versions.Any(version => versions.Holds(version.Sha256))) return;
        foreach (var number in state.Aliases.SelectMany(alias => alias.Targets).Select(target => target.Version).Distinct())
        {
            if (known.Contains(number)) continue;
            using var loaded = await versions.TakeAsync(TaskMachine.Find(state, number).Sha256, CancellationToken.None);
        }
    }

    private static TaskGridException NotFound(string task) =>
        new(ErrorCodes.TaskNotFound, $"There is no task '{task}'. Register or train it first.");
}
