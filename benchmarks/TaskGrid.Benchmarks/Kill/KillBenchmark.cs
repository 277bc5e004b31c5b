using System.CommandLine;
using TaskGrid.Benchmarks.Machine;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Running;
using TaskGrid.Proofs.Kill;
using TaskGrid.Proofs.Stores;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Benchmarks.Kill;

/// <summary>Servers killed at random moments, on both stores.</summary>
internal sealed class KillBenchmark : IBenchmark
{
    private const int Wanted = 50;

    private readonly Option<int> _kills = BenchOption.Number("--kills", "Servers to kill on each store.", 1, Wanted);

    private readonly Option<string[]> _stores =
        BenchOption.Words("--stores", "Where jobs are kept.", [StoreKinds.Folder, StoreKinds.Azure]);

    /// <inheritdoc/>
    public string Name => "kill";

    /// <inheritdoc/>
    public string Description =>
        "Kills 'taskgrid serve' with SIGKILL at random moments while two users submit jobs and watch them over HTTP, and "
        + "compares every diff with an uninterrupted run's.";

    /// <inheritdoc/>
    public IEnumerable<Option> Options => [_kills, _stores];

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["kill", "kill --kills 5 --stores folder --json"];

    /// <inheritdoc/>
    public async Task<BenchmarkReport> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        using var bases = new SampleBases();
        var proof = new KillProof(bases.Path, new KillPlan(), run.Progress.Update);
        var figures = new List<Figure>();
        var problems = new List<string>();
        foreach (var kind in run.Value(_stores))
        {
            using var store = await StoreKinds.OpenAsync(kind);
            var outcome = await proof.RunAsync(run.Value(_kills), store.Address, cancellationToken);
            figures.AddRange(Figures(kind, outcome));
            problems.AddRange(outcome.Problems.Select(problem => $"{kind}: {problem}"));
        }

        return new BenchmarkReport
        {
            Name = Name,
            Machine = MachineDescription.Create(TorchEnvironment.Describe()),
            Commit = RepositoryFolder.Commit(),
            Figures = figures,
            Notes =
            [
                "Of three servers, one lives up to 3 s since its start, two up to 3 s since a job trains there. Jobs: diff "
                    + "pruning, structured and plain, and magnitude.",
                .. problems,
            ],
        };
    }

    private static Figure[] Figures(string kind, KillOutcome outcome) =>
    [
        new($"{kind}: servers killed", outcome.Kills, "kills", Goal.AtLeast(Wanted)),
        new($"{kind}: jobs accepted", outcome.Accepted, "jobs"),
        new($"{kind}: taken up again after a kill", outcome.TakenUpAgain, "times"),
        new($"{kind}: jobs that did not end well", outcome.Unfinished, "jobs", Goal.AtMost(0)),
        new($"{kind}: other bytes than the uninterrupted run", outcome.Differing, "jobs", Goal.AtMost(0)),
        new($"{kind}: events lost or told twice", outcome.BrokenEvents, "jobs", Goal.AtMost(0)),
        new($"{kind}: damage that verify finds", outcome.Damaged, "blobs", Goal.AtMost(0)),
        new($"{kind}: orphans", outcome.Orphans, "blobs and files", Goal.AtMost(0)),
    ];
}
