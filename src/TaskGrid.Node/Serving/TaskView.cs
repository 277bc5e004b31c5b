namespace TaskGrid.Node;

/// <summary>A task's document as it was read.</summary>
/// <param name="state">The document.</param>
/// <param name="readAt">When, as a timestamp.</param>
internal sealed class TaskView(TaskState state, long readAt)
{
    private int _refreshing;

    public TaskState State => state;

    public long ReadAt => readAt;

    /// <summary>Whether the caller is the one that reads it again.</summary>
    public bool TryBeginRefresh() => Interlocked.Exchange(ref _refreshing, 1) == 0;
}
