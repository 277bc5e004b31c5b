namespace TaskGrid.Node;

/// <summary>
/// Memory that the jobs of this node take together, inside a budget: a job waits until the others leave room. Who came first is
/// first, so that small jobs do not keep a large one waiting for good.
/// </summary>
/// <param name="maxBytes">The budget.</param>
/// <param name="remedy">What makes it larger, for who reads the error.</param>
internal sealed class TrainingBudget(long maxBytes, string remedy = "raise --max-training-memory")
{
    private readonly object _gate = new();
    private readonly LinkedList<long> _line = new();
    private long _bytes;

    /// <summary>The budget.</summary>
    public long MaxBytes => maxBytes;

    /// <summary>What jobs have.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate) return _bytes;
        }
    }

    /// <summary>Jobs that wait for their part.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate) return _line.Count;
        }
    }

    /// <summary>Takes a part, when there is room.</summary>
    /// <param name="bytes">What the job needs at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="pauseToken">Gives up, too.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InsufficientMemory"/>: the budget is less.</exception>
    /// <exception cref="OperationCanceledException">One of the tokens was cancelled.</exception>
    public TrainingShare Take(
        long bytes, CancellationToken cancellationToken = default, CancellationToken pauseToken = default)
    {
        if (bytes > maxBytes)
        {
            throw new TaskGridException(
                ErrorCodes.InsufficientMemory,
                FormattableString.Invariant(
                    $"The job needs about {bytes / 1e9:0.00} GB beside its base; jobs of this node may take {maxBytes / 1e9:0.00} GB. ")
                + "Use --method fish, --precision bf16, a smaller --batch-size or --max-length, " + $"or {remedy}.");
        }

        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, pauseToken);
        using var registration = cancelled.Token.UnsafeRegister(_ => Wake(), null);
        lock (_gate)
        {
            var turn = _line.AddLast(bytes);
            try
            {
                while (_line.First != turn || _bytes + bytes > maxBytes)
                {
                    cancelled.Token.ThrowIfCancellationRequested();
                    Monitor.Wait(_gate);
                }

                _bytes += bytes;
                return new TrainingShare(this, bytes);
            }
            finally
            {
                _line.Remove(turn);
                Monitor.PulseAll(_gate);
            }
        }
    }

    internal void Return(long bytes)
    {
        lock (_gate)
        {
            _bytes -= bytes;
            Monitor.PulseAll(_gate);
        }
    }

    private void Wake()
    {
        lock (_gate) Monitor.PulseAll(_gate);
    }
}
