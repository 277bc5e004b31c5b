namespace TaskGrid.Cluster;

/// <summary>
/// Where a task goes on to from a silo that would let its job wait, or cannot train it. It remembers which silos it has left until
/// their reports must have shown why (<see cref="ReportPace.UntilSeen"/>). For one thread.
/// </summary>
/// <param name="task">The task's key.</param>
/// <param name="reportEvery">The least time between two reports of a silo; three times that ends what happens at once.</param>
/// <param name="time">The clock.</param>
public sealed class TaskMoves(ulong task, TimeSpan reportEvery, TimeProvider time)
{
    /// <summary>Silos that a task leaves for a free slot at once. Then its job waits where it has come, and goes on when it is looked at
    /// later, to silos that it has not left.</summary>
    public const int MaxLeft = 5;

    private readonly HashSet<string> _left = new(StringComparer.Ordinal);
    private long _arrived;

    /// <summary>Silos that it has left.</summary>
    public IReadOnlyCollection<string> Left => _left;

    /// <summary>It has come to another silo.</summary>
    /// <param name="left">Those that it has left.</param>
    public void Arrive(IEnumerable<string> left)
    {
        _left.UnionWith(left);
        _arrived = time.GetTimestamp();
    }

    /// <summary>Where the task goes on to, which counts as left then.</summary>
    /// <param name="silo">The silo that it is on.</param>
    /// <param name="here">What that one is now; null: it has not reported, or cannot train the task.</param>
    /// <param name="silos">What is known of all.</param>
    /// <param name="baseName">The job's base.</param>
    /// <param name="fingerprint">Of the weights that the base must have; null: any.</param>
    /// <returns>The silo, or null: the job stays.</returns>
    public SiloReport? Next(
        string silo, SiloReport? here, IReadOnlyList<SiloReport> silos, string baseName, string? fingerprint = null)
    {
        var since = time.GetElapsedTime(_arrived);
        if (since > ReportPace.UntilSeen * ReportPace.Of(silos.Count, reportEvery)) _left.Clear();
        var isAble = here is not null && TaskPlacement.CanTake(here, baseName, fingerprint);
        if (isAble && (here!.FreeSlots > 0 || (_left.Count >= MaxLeft && since <= ReportPace.UntilSeen * reportEvery))) return null;
        SiloReport[] others = [.. silos.Where(each => each.Silo != silo && !(isAble && _left.Contains(each.Silo)))];
        var next = TaskPlacement.Choose(task, baseName, others, fingerprint);
        if (next is null || (isAble && next.FreeSlots == 0)) return null;
        _left.Add(silo);
        return next;
    }
}
