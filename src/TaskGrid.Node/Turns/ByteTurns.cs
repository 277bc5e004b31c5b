namespace TaskGrid.Node;

/// <summary>
/// Pieces of work that take so many bytes together. Who came first is first, so that small ones do not keep a large one waiting for good;
/// one that takes more than all may goes alone.
/// </summary>
/// <param name="maxBytes">What they may take.</param>
internal sealed class ByteTurns(long maxBytes)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(long Bytes, TaskCompletionSource Turn)> _line = new();
    private long _bytes;

    /// <summary>Does a piece of work when there is room for it.</summary>
    /// <param name="bytes">What it takes.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Takes it out while it waits.</param>
    public async Task<T> RunAsync<T>(long bytes, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        bytes = Math.Min(bytes, maxBytes);
        await TakeAsync(bytes, cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            lock (_lock)
            {
                _bytes -= bytes;
                Admit();
            }
        }
    }

    private async Task TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        LinkedListNode<(long Bytes, TaskCompletionSource Turn)> turn;
        lock (_lock)
        {
            turn = _line.AddLast((bytes, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
            Admit();
        }

        using var registration = cancellationToken.UnsafeRegister((_, token) => Cancel(turn, token), null);
        await turn.Value.Turn.Task;
    }

    private void Cancel(LinkedListNode<(long Bytes, TaskCompletionSource Turn)> turn, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!turn.Value.Turn.TrySetCanceled(cancellationToken)) return;
            _line.Remove(turn);
            Admit();
        }
    }

    private void Admit()
    {
        while (_line.First is { } first && _bytes + first.Value.Bytes <= maxBytes)
        {
            _line.RemoveFirst();
            _bytes += first.Value.Bytes;
            first.Value.Turn.SetResult();
        }
    }
}
