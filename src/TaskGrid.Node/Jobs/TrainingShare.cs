namespace TaskGrid.Node;

/// <summary>A job's part of the <see cref="TrainingBudget"/>. For one thread.</summary>
internal sealed class TrainingShare(TrainingBudget budget, long bytes) : IDisposable
{
    private long _bytes = bytes;

    /// <summary>The job needs less from now on.</summary>
    public void Shrink(long left)
    {
        if (left >= _bytes) return;
        budget.Return(_bytes - left);
        _bytes = left;
    }

    public void Dispose() => Shrink(0);
}
