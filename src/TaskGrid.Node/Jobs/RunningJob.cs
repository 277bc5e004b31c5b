namespace TaskGrid.Node;

/// <summary>A job that trains in this process: how to stop it, and how far it is.</summary>
internal sealed class RunningJob(QueuedJob job) : IDisposable
{
    private readonly CancellationTokenSource _pause = new();
    private readonly CancellationTokenSource _cancel = new();

    /// <summary>Which job.</summary>
    public QueuedJob Job => job;

    /// <summary>The epoch in which this process has claimed it; 0: not yet.</summary>
    public long Epoch { get; set; }

    /// <summary>Asks for a checkpoint and the end of the work.</summary>
    public CancellationToken Pause => _pause.Token;

    /// <summary>Asks for the end of the work.</summary>
    public CancellationToken Cancel => _cancel.Token;

    /// <summary>The last report.</summary>
    public TrainProgress? Progress { get; set; }

    /// <summary>When the last report came.</summary>
    public DateTimeOffset ProgressAt { get; set; }

    /// <summary>Passes on what the user wants.</summary>
    public void Wish(JobWish wish)
    {
        try
        {
            if (wish == JobWish.Cancel) _cancel.Cancel();
            else if (wish == JobWish.Pause) _pause.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work has ended in this moment.
        }
    }

    /// <summary>Passes on what the job's document says. One that is gone or has another owner by now asks for the end: this process may
    /// write nothing of it any more.</summary>
    public void Follow(JobState? state) =>
        Wish(state is null || (Epoch > 0 && state.Epoch > Epoch) ? JobWish.Cancel : state.Wish);

    /// <inheritdoc/>
    public void Dispose()
    {
        _pause.Dispose();
        _cancel.Dispose();
    }
}
