using TaskGrid.Cluster;

namespace TaskGrid.Benchmarks.Placement;

/// <summary>
/// As many long jobs as silos, each with one slot. They come evenly over two periods of the reports, and are placed by what a gateway
/// knows then; one that waits looks for a better silo every 30 s, as its grain does.
/// </summary>
internal sealed class SimulatedJobs(SimulatedCluster cluster)
{
    private const int LookSeconds = 30;
    private const int MostSeconds = 600;

    /// <summary>Percentage of the jobs that came to a silo without a free slot.</summary>
    public double Waited { get; private set; }

    /// <summary>Jobs on the fullest silo when the last one had come.</summary>
    public int Fullest { get; private set; }

    /// <summary>Seconds after the last one came until each had a slot; NaN: not within ten minutes.</summary>
    public double Settled { get; private set; } = double.NaN;

    /// <summary>Lets them come.</summary>
    public void Run()
    {
        var jobs = new List<(ulong Task, SimulatedSilo Silo, int Second)>();
        var arrival = Math.Max(1, (int)(2 * cluster.ReportEvery.TotalSeconds));
        var waited = 0;
        for (var second = 0; second < arrival + MostSeconds; second++)
        {
            for (var end = Math.Min(1.0, (second + 1.0) / arrival) * cluster.Silos.Count; jobs.Count < (int)end;)
            {
                var task = TaskKey.Of("tenant", $"job-{jobs.Count}");
                var silo = cluster.Find(TaskPlacement.Choose(task, "base", cluster.ViewOf(jobs.Count))!.Silo);
                if (silo.Jobs++ > 0) waited++;
                jobs.Add((task, silo, second));
            }

            if (second == arrival - 1) (Waited, Fullest) = (100.0 * waited / jobs.Count, cluster.Silos.Max(silo => silo.Jobs));
            if (second >= arrival - 1 && cluster.Silos.All(silo => silo.Jobs <= 1))
            {
                Settled = second - arrival + 1;
                return;
            }

            for (var job = 0; job < jobs.Count; job++)
            {
                var (task, silo, since) = jobs[job];
                if (silo.Jobs > 1 && second > since && (second - since) % LookSeconds == 0)
                    jobs[job] = jobs[job] with { Silo = Moved(task, silo, cluster.ViewOf(job)) };
            }

            cluster.Pass(TimeSpan.FromSeconds(1), requests: false);
        }
    }

    private SimulatedSilo Moved(ulong task, SimulatedSilo silo, IReadOnlyList<SiloReport> view)
    {
        var there = TaskPlacement.Choose(task, "base", view);
        if (!TaskPlacement.ShouldMove(view.FirstOrDefault(report => report.Silo == silo.Address), there, "base")) return silo;
        silo.Jobs--;
        var target = cluster.Find(there!.Silo);
        target.Jobs++;
        return target;
    }
}
