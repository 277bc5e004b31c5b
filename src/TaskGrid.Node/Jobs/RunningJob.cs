namespace TaskGrid.Node;

/// <summary>A job that trains in this process: how to stop it, and how far it is.</summary>
internal sealed class RunningJob(QueuedJob job) : IDisposable
{
    private readonly CancellationTokenSource _pause = new();
    private readonly CancellationTokenSource _cancel = new();

    /// <summary>Which job.</summary>
    public QueuedJob Job => job;

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

    /// <inheritdoc/>
    public void Dispose()
    {
        _pause.Dispose();
        _cancel.Dispose();
    }
}
