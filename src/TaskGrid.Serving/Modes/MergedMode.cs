using TaskGrid.Models;

namespace TaskGrid.Serving.Modes;

/// <summary>
/// See <see cref="ServingMode.Merged"/>. A task gets a copy when what the other modes have lately cost it beyond the base's
/// products exceeds what a copy costs; where the budget is full, also what the least useful copy has lately saved.
/// </summary>
internal sealed class MergedMode(
    BaseModel model,
    IServedParameters parameters,
    ServingCosts costs,
    long maxBytes,
    int mostTokens,
    PassCounts counts,
    TimeProvider time) : IServingMode, IDisposable
{
    private readonly long _start = time.GetTimestamp();
    private readonly Dictionary<ResidentTask, MergedCopy> _copies = [];
    private readonly long _copyBytes = (long)model.Layout.Count * parameters.ElementBytes;

    public ServingMode Mode => ServingMode.Merged;

    /// <summary>Tasks that have a copy.</summary>
    public int Tasks => _copies.Count;

    /// <summary>Bytes of the copies.</summary>
    public long Bytes => _copies.Count * _copyBytes;

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
        Add(task);
    }

    /// <summary>Counts what a task has cost in another mode, or has saved by its copy.</summary>
    /// <param name="task">The task.</param>
    /// <param name="seconds">What the cheapest other mode costs beyond a merged copy.</param>
    public void Note(ResidentTask task, double seconds)
    {
        var now = Now;
        if (_copies.TryGetValue(task, out var copy))
        {
            copy.Saved.Add(seconds, now);
            return;
        }

        task.Owed.Add(Math.Max(0, seconds), now);
        if (_copyBytes > maxBytes || task.Owed.At(now) < costs.CopySeconds) return;
        if (Bytes + _copyBytes > maxBytes)
        {
            var (coldest, least) = LeastUseful();
            if (task.Owed.At(now) < costs.CopySeconds + least.Saved.At(now)) return;
            Forget(coldest);
        }

        Add(task);
    }

    /// <summary>Drops a task's copy.</summary>
    public void Forget(ResidentTask task)
    {
        if (_copies.Remove(task, out var copy)) copy.Dispose();
    }

    public void Dispose()
    {
        foreach (var copy in _copies.Values) copy.Dispose();
        _copies.Clear();
    }

    private TimeSpan Now => time.GetElapsedTime(_start);

    private void Add(ResidentTask task)
    {
        task.Owed.Clear();
        _copies.Add(task, new MergedCopy(model, parameters, task.Overrides, mostTokens, counts));
    }

    private (ResidentTask Task, MergedCopy Copy) LeastUseful()
    {
        var now = Now;
        var (task, copy) = _copies.MinBy(each => each.Value.Saved.At(now));
        return (task, copy);
    }
}
