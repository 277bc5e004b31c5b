using TaskGrid.Models;
using TaskGrid.Serving.Mixed;
using TaskGrid.Torch;

namespace TaskGrid.Serving.Modes;

/// <summary>
/// See <see cref="ServingMode.Merged"/>. A task gets a copy when what the other modes have lately cost it beyond the base's
/// products exceeds what a copy costs; where the budget is full, also what the least useful copy has lately saved. Copies are
/// made one at a time, on a thread of their own: no request waits for one.
/// </summary>
internal sealed class MergedMode(
    BaseModel model,
    IServedParameters parameters,
    ServingCosts costs,
    long maxBytes,
    int mostTokens,
    PassCounts counts,
    TimeProvider time,
    PassKernels? own) : IServingMode, IDisposable
{
    private readonly long _start = time.GetTimestamp();
    private readonly Dictionary<ResidentTask, MergedCopy> _copies = [];
    private readonly long _copyBytes = (long)model.Layout.Count * parameters.ElementBytes;
    private (ResidentTask Task, Task<MergedCopy> Copy)? _making;

    public ServingMode Mode => ServingMode.Merged;

    /// <summary>Tasks that have a copy.</summary>
    public int Tasks => _copies.Count;

    /// <summary>Bytes of the copies, of the one that is being made too.</summary>
    public long Bytes => (_copies.Count + (_making is null ? 0 : 1)) * _copyBytes;

    /// <summary>Ends when no copy is being made.</summary>
    public Task Made => _making?.Copy ?? Task.CompletedTask;

    public double ExtraSeconds(in TaskLoad load) =>
        !_copies.ContainsKey(load.Task) ? double.PositiveInfinity : load.IsOnly ? 0 : costs.PassSeconds;

    public bool TryScore(IReadOnlyList<ServingRow> rows, float[][] logits, CancellationToken cancellationToken)
    {
        if (!_copies.TryGetValue(rows[0].Task, out var copy)) return false;
        copy.Pass.Run(rows, logits, cancellationToken);
        return true;
    }

    /// <summary>Makes a copy, whatever it costs; for a server that has this mode alone.</summary>
    public void Require(ResidentTask task)
    {
        if (_copies.ContainsKey(task)) return;
        if (Bytes + _copyBytes > maxBytes && _copies.Count > 0) Forget(LeastUseful().Task);
        _copies.Add(task, Copy(task));
    }

    /// <summary>Counts what a task has lately cost because it has no copy, and begins to make one when that is enough.</summary>
    /// <param name="task">The task.</param>
    /// <param name="seconds">What the cheapest other mode costs beyond a merged copy.</param>
    public void Owe(ResidentTask task, double seconds)
    {
        if (_copies.ContainsKey(task) || task.IsForgotten) return;
        var now = Now;
        task.Owed.Add(Math.Max(0, seconds), now);
        if (_making is not null || _copyBytes > maxBytes || task.Owed.At(now) < costs.CopySeconds) return;
        if (Bytes + _copyBytes > maxBytes)
        {
            var (coldest, least) = LeastUseful();
            if (task.Owed.At(now) < costs.CopySeconds + least.Saved.At(now)) return;
            Forget(coldest);
        }

        task.Owed.Clear();
        _making = (task, Task.Factory.StartNew(
            () =>
            {
                TorchRuntime.SetThreads(1); // more would begin anew, and beside the batches
                return Copy(task);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));
    }

    /// <summary>Counts what a task has saved by its copy.</summary>
    /// <param name="task">A task that was answered by its copy.</param>
    /// <param name="seconds">What the cheapest other mode would have cost beyond it.</param>
    public void Save(ResidentTask task, double seconds) => _copies[task].Saved.Add(Math.Max(0, seconds), Now);

    /// <summary>Uses from now on the copy that was being made, if it is whole.</summary>
    public void TakeMade()
    {
        if (_making is not { Copy.IsCompleted: true } made) return;
        _making = null;
        // For what could not be made, for want of memory, the task goes on without.
        if (!made.Copy.IsCompletedSuccessfully) return;
        if (made.Task.IsForgotten) made.Copy.Result.Dispose();
        else _copies.Add(made.Task, made.Copy.Result);
    }

    /// <summary>Drops a task's copy.</summary>
    public void Forget(ResidentTask task)
    {
        if (_copies.Remove(task, out var copy)) copy.Dispose();
    }

    public void Dispose()
    {
        if (_making is { } made) Task.WhenAny(made.Copy).Wait();
        TakeMade();
        foreach (var copy in _copies.Values) copy.Dispose();
        _copies.Clear();
    }

    private TimeSpan Now => time.GetElapsedTime(_start);

    private MergedCopy Copy(ResidentTask task) => new(model, parameters, task.Overrides, mostTokens, counts, own);

    private (ResidentTask Task, MergedCopy Copy) LeastUseful()
    {
        var now = Now;
        var (task, copy) = _copies.MinBy(each => each.Value.Saved.At(now));
        return (task, copy);
    }
}
