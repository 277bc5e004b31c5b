namespace TaskGrid.Node;

/// <summary>A task's document as it was read.</summary>
/// <param name="state">The document.</param>
/// <param name="readAt">When, as a timestamp.</param>
/// <param name="askedAt">When a request came for it last, as a timestamp.</param>
internal sealed class TaskView(TaskState state, long readAt, long askedAt)
{
    private readonly Lock _refreshing = new();
    private long _askedAt = askedAt;
    private Task? _refresh;

    /// <summary>The document without what may be long and requests do not need: the description, marks of changes, and labels, which
    /// versions in memory have.</summary>
    public TaskState State { get; } = state with
    {
        Spec = state.Spec with { Description = "" },
        Requests = null,
        Versions = [.. state.Versions.Select(WithoutLabels)],
    };

    public long ReadAt => readAt;

    /// <summary>When a request came for it last, as a timestamp.</summary>
    public long AskedAt
    {
        get => Volatile.Read(ref _askedAt);
        set => Volatile.Write(ref _askedAt, value);
    }

    /// <summary>Whether a version is pinned.</summary>
    public bool HasPins => State.Versions.Any(version => version.IsPinned);

    /// <summary>What requests wait for while it is read again, which the first of them begins.</summary>
    public Task RefreshOnce(Func<Task> begin)
    {
        lock (_refreshing) return _refresh ??= begin();
    }

    private static VersionSnapshot WithoutLabels(VersionSnapshot version) =>
        version.Info.Labels.Count == 0 ? version : version with { Info = version.Info with { Labels = [] } };
}
