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
    /// A silo that can take a task: one with a free slot before one without, then one that has the base in memory, then one
    /// that holds the task's diff. Among equals tasks spread, each in its own order: over free slots in proportion to them and to the
    /// share of memory that is free, however late the reports are; without a free slot the first two are compared, and the
    /// one where a job waits less is taken.
    /// </summary>
    /// <param name="task">The task's key.</param>
    /// <param name="baseName">Its base; null: not known yet.</param>
    /// <param name="silos">The silos.</param>
    /// <param name="fingerprint">Of the weights that the base must have; null: any.</param>
    /// <returns>The silo, or null when none can take it.</returns>
    public static SiloReport? Choose(ulong task, string? baseName, IReadOnlyList<SiloReport> silos, string? fingerprint = null)
    {
        var equals = new List<SiloReport>();
        var best = default((bool HasSlot, bool HasBase, bool HasDiff));
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

        return best.HasSlot ? First(task, equals, 1, Free).FirstOrDefault() : First(task, equals, 2, Turns).MaxBy(Turns);
    }

    /// <summary>Where a task is while no silo can train it: on a worker, which can do more for it than a front.</summary>
    /// <param name="task">The task's key.</param>
    /// <param name="silos">The silos.</param>
    /// <returns>A worker, or null when there is none.</returns>
    public static SiloReport? ChooseWorker(ulong task, IReadOnlyList<SiloReport> silos) =>
        First(task, [.. silos.Where(silo => silo.IsWorker)], 1, silo => Math.Max(1, silo.MemoryBytes)).FirstOrDefault();

    private static SiloReport[] First(ulong task, List<SiloReport> silos, int count, Func<SiloReport, double> weight)
    {
        if (silos.Count <= 1) return [.. silos];
        var first = new RankedSilo[count];
        Rendezvous.First(task, silos.ConvertAll(silo => new RankedSilo(silo, weight(silo))), first);
        return Array.ConvertAll(first, silo => silo.Report);
    }

    private static (bool HasSlot, bool HasBase, bool HasDiff) Merit(SiloReport silo, ulong task, string? baseName) =>
        (silo.FreeSlots > 0, baseName is not null && silo.LoadedBases.Contains(baseName), silo.Holds(task));

    // A full memory counts as if an eighth were free: versions that were not asked for lately make room.
    private static double Free(SiloReport silo) =>
        silo.FreeSlots * (0.125 + ((double)silo.FreeBytes / Math.Max(1, silo.MemoryBytes)));

    // How often a job's turn comes there: slots by jobs in line.
    private static double Turns(SiloReport silo) => silo.Slots / (1.0 + silo.QueuedJobs);
}
