namespace TaskGrid.Cluster;

/// <summary>Which silo a task's jobs train on.</summary>
public static class TaskPlacement
{
    /// <summary>Whether a silo can train a task.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="baseName">The task's base; null: not known yet.</param>
    /// <param name="fingerprint">Of the weights that the base must have; null: any.</param>
    public static bool CanTake(SiloReport silo, string? baseName, string? fingerprint = null) =>
        silo.IsWorker && silo.Slots > 0 && (baseName is null || silo.HasBase(baseName, fingerprint));

    /// <summary>
    /// The best of silos that can take a task: one with a free slot before one without, then one that has the base in
    /// memory, then one that holds the task's diff, then the one with more free slots and more free memory; among equals
    /// the task's own, so that tasks spread.
    /// </summary>
    /// <param name="task">The task's key.</param>
    /// <param name="baseName">Its base; null: not known yet.</param>
    /// <param name="silos">The silos.</param>
    /// <param name="fingerprint">Of the weights that the base must have; null: any.</param>
    /// <returns>The best, or null when none can take it.</returns>
    public static SiloReport? Choose(ulong task, string? baseName, IReadOnlyList<SiloReport> silos, string? fingerprint = null)
    {
        var equals = new List<SiloReport>();
        var best = default((bool, bool, bool, int, int));
        foreach (var silo in silos)
        {
            if (!CanTake(silo, baseName, fingerprint)) continue;
            var merit = Merit(silo, task, baseName);
            var order = equals.Count == 0 ? 1 : merit.CompareTo(best);
            if (order < 0) continue;
            if (order > 0) equals.Clear();
            best = merit;
            equals.Add(silo);
        }

        return First(task, equals);
    }

    /// <summary>Where a task is while no silo can train it: on a worker, which can do more for it than a front.</summary>
    /// <param name="task">The task's key.</param>
    /// <param name="silos">The silos.</param>
    /// <returns>A worker, or null when there is none.</returns>
    public static SiloReport? ChooseWorker(ulong task, IReadOnlyList<SiloReport> silos) =>
        First(task, [.. silos.Where(silo => silo.IsWorker)]);

    /// <summary>Whether a task that is on one silo should train on another: where it is, it would wait, or cannot train
    /// at all.</summary>
    /// <param name="here">Where it is; null: that silo has not reported.</param>
    /// <param name="there">The best silo.</param>
    /// <param name="baseName">Its base.</param>
    /// <param name="fingerprint">Of the weights that the base must have; null: any.</param>
    public static bool ShouldMove(SiloReport? here, SiloReport? there, string baseName, string? fingerprint = null) =>
        there is not null
        && there.Silo != here?.Silo
        && (here is null || !CanTake(here, baseName, fingerprint) || (here.FreeSlots == 0 && there.FreeSlots > 0));

    private static SiloReport? First(ulong task, List<SiloReport> silos)
    {
        if (silos.Count < 2) return silos.FirstOrDefault();
        var first = new RankedSilo[1];
        Rendezvous.First(task, silos.ConvertAll(silo => new RankedSilo(silo)), first);
        return first[0].Report;
    }

    private static (bool, bool, bool, int, int) Merit(SiloReport silo, ulong task, string? baseName) =>
        (
            silo.FreeSlots > 0,
            baseName is not null && silo.LoadedBases.Contains(baseName),
            silo.Holds(task),
            silo.FreeSlots > 0 ? silo.FreeSlots : -silo.QueuedJobs,
            // In eighths: what differs by less is equal.
            (int)(8 * silo.FreeBytes / Math.Max(1, silo.MemoryBytes)));
}
