using System.CommandLine;
using TaskGrid.Benchmarks.Machine;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Running;
using TaskGrid.Proofs.Fault;
using TaskGrid.Proofs.Stores;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Benchmarks.Fault;

/// <summary>Stores that misbehave.</summary>
internal sealed class FaultBenchmark : IBenchmark
{
    private const int WantedAttempts = 20;

    private readonly Option<int> _rounds = BenchOption.Number("--rounds", "What each of four writers does so often.", 1, 40);

    private readonly Option<string[]> _stores =
        BenchOption.Words("--stores", "What lies below the faults.", [StoreKinds.Folder, StoreKinds.Azure]);

    /// <inheritdoc/>
    public string Name => "fault";

    /// <inheritdoc/>
    public string Description =>
        "Two engines over one store that fails, stalls, breaks off and answers 412 at random: writers change one task, jobs "
        + "train, and what was confirmed is looked for afterwards. Then a full disk and a read-only one.";

    /// <inheritdoc/>
    public IEnumerable<Option> Options => [_rounds, _stores];

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["fault", "fault --rounds 200 --stores folder"];

    /// <inheritdoc/>
    public async Task<BenchmarkReport> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        using var bases = new SampleBases();
        var plan = new FaultPlan(Writers: 4, run.Value(_rounds), Jobs: 4);
        var figures = new List<Figure>();
        var problems = new List<string>();
        foreach (var kind in run.Value(_stores))
        {
            using var store = await StoreKinds.OpenAsync(kind);
            using var proof = new FaultProof(bases.Path, plan, run.Progress.Update);
            var outcome = await proof.RunAsync(store.Address.Open(), cancellationToken);
            figures.AddRange(Figures(kind, outcome));
            problems.AddRange(outcome.Problems.Select(problem => $"{kind}: {problem}"));
        }

        run.Progress.Update("a store that never gives way");
        figures.Add(new Figure(
            "store calls of one change when the store only ever fails, at most",
            await StubbornProof.MostCallsAsync(bases.Path, cancellationToken),
            "calls",
            Goal.AtMost(StubbornProof.WantedCalls)));
        run.Progress.Update("a full disk and a read-only one");
        var disk = await DiskProof.RunAsync(bases.Path, cancellationToken);
        figures.Add(new Figure(
            "checks with a full and a read-only disk that do not hold", disk.Problems.Count, "checks", Goal.AtMost(0)));
        return new BenchmarkReport
        {
            Name = Name,
            Machine = MachineDescription.Create(TorchEnvironment.Describe()),
            Commit = RepositoryFolder.Commit(),
            Figures = figures,
            Notes = [.. problems, .. disk.Problems],
            Failures = disk.Missing is null ? [] : [$"Full and read-only disk: {disk.Missing}"],
        };
    }

    private static Figure[] Figures(string kind, FaultOutcome outcome) =>
    [
        new($"{kind}: store calls", outcome.Calls, "calls"),
        new($"{kind}: faults", outcome.Faults, "calls"),
        new($"{kind}: changes confirmed", outcome.Confirmed, "changes"),
        new($"{kind}: changes lost", outcome.Lost, "changes", Goal.AtMost(0)),
        new($"{kind}: corrupt reads", outcome.CorruptReads, "reads", Goal.AtMost(0)),
        new($"{kind}: attempts of one change, at most", outcome.MostAttempts, "attempts", Goal.AtMost(WantedAttempts)),
        new($"{kind}: jobs that ended otherwise than undisturbed", outcome.WrongJobs, "jobs", Goal.AtMost(0)),
        new($"{kind}: damage that verify finds", outcome.Damaged, "blobs", Goal.AtMost(0)),
    ];
}
