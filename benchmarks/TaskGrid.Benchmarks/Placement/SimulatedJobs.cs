namespace TaskGrid.Benchmarks.Placement;

/// <summary>
/// As many long jobs as silos, each with one slot. They come evenly over two periods of the reports, are placed by what a gateway knows
/// then, and go on as the grains of their tasks do.
/// </summary>
internal sealed class SimulatedJobs(SimulatedCluster cluster)
{
    // As nodes look through the queue.
    private const int LookSeconds = 5;
    private const int MostSeconds = 600;

    /// <summary>Percentage of the jobs that came to a silo without a free slot first.</summary>
    public double Missed { get; private set; }

    /// <summary>Percentage that had none where they came to rest, and waited.</summary>
    public double Waited { get; private set; }

    /// <summary>Silos that a job went on to before it came to rest, mean.</summary>
    public double Moves { get; private set; }

    /// <summary>Jobs on the fullest silo when the last one had come.</summary>
    public int Fullest { get; private set; }

    /// <summary>Seconds after the last one came until each had a slot; NaN: not within ten minutes.</summary>
    public double Settled { get; private set; } = double.NaN;

    /// <summary>Lets them come.</summary>
    public void Run()
    {
        var all = cluster.Silos.Count;
        var arrival = Math.Max(1, (int)(2 * cluster.ReportEvery.TotalSeconds));
        var (came, missed, waited, moves) = (0, 0, 0, 0);
        var waiting = new List<(SimulatedJob Job, int Second)>();
        for (var second = 0; second < arrival + MostSeconds; second++)
        {
            for (var end = Math.Min(1.0, (second + 1.0) / arrival) * all; came < (int)end; came++)
            {
                var job = new SimulatedJob(cluster, came);
                if (!job.Submit()) missed++;
                moves += job.Moves;
                if (job.Trains) continue;
                waited++;
                waiting.Add((job, second));
            }

            foreach (var (job, since) in waiting)
            {
                if (second > since && (second - since) % LookSeconds == 0) job.Look();
            }

            if (second == arrival - 1)
            {
                (Missed, Waited, Moves) = (100.0 * missed / all, 100.0 * waited / all, (double)moves / all);
                Fullest = cluster.Silos.Max(silo => silo.Jobs);
            }

            waiting.RemoveAll(each => each.Job.Trains);
            if (second >= arrival - 1 && waiting.Count == 0)
            {
                Settled = second - arrival + 1;
                return;
            }

            cluster.Pass(TimeSpan.FromSeconds(1), requests: false);
        }
    }
}
