using System.CommandLine;
using TaskGrid.Benchmarks.Machine;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Running;

namespace TaskGrid.Benchmarks.Placement;

/// <summary>What routing and placement do, and cost, in a cluster that nobody has at hand.</summary>
internal sealed class PlacementBenchmark : IBenchmark
{
    private const double Exponent = 1.1;
    private const double WantedHitRate = 95;
    private const int Choices = 2000;
    private const int Routes = 100_000;
    private const int Groups = 5;

    // As ReportLoop.LeaveAsync waits.
    private const double PeriodsUntilHeard = 1.5;

    private readonly Option<int> _silos = BenchOption.Number("--silos", "Silos.", 1, 1000);
    private readonly Option<int> _tasks = BenchOption.Number("--tasks", "Tasks.", 1, 1_000_000);
    private readonly Option<int> _requests =
        BenchOption.Number("--requests", "Requests a simulated second.", 10, 50_000);

    private readonly Option<int> _seconds =
        BenchOption.Number("--seconds", "Simulated seconds that are measured, after as many that are not.", 1, 30);

    private readonly Option<int> _capacity = BenchOption.Number("--capacity", "Tasks that a silo holds.", 1, 2000);
    private readonly Option<int> _seed = BenchOption.Number("--seed", "Of every random choice.", 0, 1);

    /// <inheritdoc/>
    public string Name => "placement";

    /// <inheritdoc/>
    public string Description =>
        "Simulates a cluster with the real routing and placement code: hits, balance, restarts, and what routing costs.";

    /// <inheritdoc/>
    public IEnumerable<Option> Options => [_silos, _tasks, _requests, _seconds, _capacity, _seed];

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["placement", "placement --silos 3 --tasks 1000 --requests 1000"];

    /// <inheritdoc/>
    public Task<BenchmarkReport> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var settings = new SimulationSettings(
            run.Value(_silos), run.Value(_tasks), run.Value(_requests), run.Value(_seconds), Exponent,
            run.Value(_capacity), run.Value(_seed));
        var cluster = new SimulatedCluster(settings);
        run.Progress.Update("asking for every task once");
        cluster.AskForEach();
        Pass("warming");
        cluster.Reset();
        var before = cluster.Silos.Select(silo => silo.Requests).ToArray();
        Pass("measuring");
        var steady = cluster.Counts;
        var loads = cluster.Silos.Select((silo, at) => silo.Requests - before[at]).Order().ToArray();
        var residency = 8 * cluster.View.Sum(silo => (long)silo.Resident!.Length);
        var routing = cluster.TimeOfARoute(Routes);
        cluster.Reset();
        var rolled = Roll();
        var rolling = cluster.Counts;
        run.Progress.Update("placing jobs");
        var placing = cluster.TimeOfAPlacement(Choices);
        var jobs = new SimulatedJobs(cluster);
        jobs.Run();
        return Task.FromResult(new BenchmarkReport
        {
            Name = Name,
            Machine = MachineDescription.Create("one thread"),
            Commit = RepositoryFolder.Commit(),
            Figures =
            [
                new Figure("requests answered where the task was in memory", 100 * steady.HitRate, "%", Goal.AtLeast(WantedHitRate)),
                new Figure("the same while every silo restarts", 100 * rolling.HitRate, "%"),
                new Figure("requests lost while every silo restarts", rolling.Lost, "requests", Goal.AtMost(0)),
                new Figure("tries that went to a silo that was gone, then to another", rolling.Rerouted, "tries"),
                new Figure("busiest silo over the mean", loads[^1] / loads.Average(), "x"),
                new Figure("99th percentile silo over the mean", loads[(int)(0.99 * (loads.Length - 1))] / loads.Average(), "x"),
                new Figure("replicas made for hot tasks", steady.Replicas / (double)settings.Seconds, "1/s"),
                new Figure("one routing decision, processor time", routing.TotalMicroseconds, "us"),
                new Figure("one placement of a task, processor time", placing.TotalMicroseconds, "us"),
                new Figure("as many jobs as silos in two periods: came to a silo without a free slot first", jobs.Missed, "%"),
                new Figure("of them all: went on to other silos, and had to wait", jobs.Waited, "%"),
                new Figure("silos that a job went on to before it trained or waited", jobs.Moves, "silos"),
                new Figure("jobs on the fullest silo when all had come", jobs.Fullest, "jobs"),
                new Figure("seconds until each job had a slot", jobs.Settled, "s"),
                new Figure("reports that all silos read, from one grain", steady.Reports / (double)settings.Seconds, "1/s"),
                new Figure("their bytes", steady.ReportedBytes / (double)settings.Seconds / 1e6, "MB/s"),
                new Figure("bytes of reports while every silo restarts", rolling.ReportedBytes / rolled.TotalSeconds / 1e6, "MB/s"),
                new Figure("residency that a silo keeps", residency / 1e6, "MB"),
                new Figure("a silo reports every", cluster.ReportEvery.TotalSeconds, "s"),
            ],
            Notes =
            [
                "Before the first second each task was asked for once.",
                $"{settings.Silos:N0} silos of {settings.Capacity:N0} tasks in memory, {settings.Tasks:N0} tasks, "
                + $"{settings.RequestsPerSecond:N0} requests a second by Zipf's law with exponent {Exponent}, seed {settings.Seed}.",
                "Memory, time and traffic are simulated; routers, replica counts, reports and placement are the cluster's.",
            ],
        });

        void Pass(string name)
        {
            for (var second = 0; second < settings.Seconds; second++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                run.Progress.Update($"{name}: second {second + 1} of {settings.Seconds}");
                cluster.Pass(TimeSpan.FromSeconds(1));
            }
        }

        // The time that it takes.
        TimeSpan Roll()
        {
            var groups = Math.Min(Groups, settings.Silos);
            for (var group = 0; group < groups; group++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                run.Progress.Update($"restarting every silo: part {group + 1} of {groups}");
                var from = group * settings.Silos / groups;
                cluster.Roll(from, ((group + 1) * settings.Silos / groups) - from, PeriodsUntilHeard * cluster.ReportEvery);
            }

            // Until everybody has heard of the last ones.
            cluster.Pass(cluster.ReportEvery);
            return ((groups * PeriodsUntilHeard) + 1) * cluster.ReportEvery;
        }
    }
}
