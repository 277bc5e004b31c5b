namespace TaskGrid.Node;

/// <summary>A task's document as it was read.</summary>
/// <param name="state">The document.</param>
/// <param name="readAt">When, as a timestamp.</param>
internal sealed class TaskView(TaskState state, long readAt)
{
    private readonly Lock _refreshing = new();
    private Task? _refresh;

    public TaskState State => state;

    public long ReadAt => readAt;

    /// <summary>What requests wait for while it is read again, which the first of them begins.</summary>
    public Task RefreshOnce(Func<Task> begin)
    {
        lock (_refreshing) return _refresh ??= begin();
    }
}
