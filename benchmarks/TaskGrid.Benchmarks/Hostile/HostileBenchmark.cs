using System.CommandLine;
using TaskGrid.Benchmarks.Machine;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Running;
using TaskGrid.Proofs.Hostile;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Benchmarks.Hostile;

/// <summary>Generated bad requests and uploads.</summary>
internal sealed class HostileBenchmark : IBenchmark
{
    private const int Wanted = 10_000;
    private const double WantedGrowth = 8;

    private readonly Option<int> _requests = BenchOption.Number("--requests", "Requests to send.", 100, 60_000);

    private readonly Option<int> _seed = BenchOption.Number("--seed", "Chooses the requests.", 0, 20);

    /// <inheritdoc/>
    public string Name => "hostile";

    /// <inheritdoc/>
    public string Description =>
        "Sends generated bad requests, damaged uploads and uploads that break off to 'taskgrid serve': answers, memory "
        + "of the server, files outside its store.";

    /// <inheritdoc/>
    public IEnumerable<Option> Options => [_requests, _seed];

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["hostile", "hostile --requests 100000 --seed 1"];

    /// <inheritdoc/>
    public async Task<BenchmarkReport> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        using var bases = new SampleBases();
        using var proof = new HostileProof(bases.Path, run.Progress.Update);
        var outcome = await proof.RunAsync(run.Value(_requests), run.Value(_seed), cancellationToken);
        var growth = (outcome.BytesLate - outcome.BytesEarly) / (double)(1 << 20);
        return new BenchmarkReport
        {
            Name = Name,
            Machine = MachineDescription.Create(TorchEnvironment.Describe()),
            Commit = RepositoryFolder.Commit(),
            Figures =
            [
                new Figure(
                    "requests", outcome.Answers.Values.Sum() + outcome.BrokenOff, "requests", Goal.AtLeast(Wanted)),
                .. outcome.Answers.OrderBy(each => each.Key)
                    .Select(each => new Figure($"answered {each.Key}", each.Value, "requests")),
                new Figure("addresses that none was sent to", outcome.Unmade.Count, "addresses", Goal.AtMost(0)),
                new Figure("uploads that broke off", outcome.BrokenOff, "requests"),
                new Figure("answered 5xx", outcome.ServerErrors, "requests", Goal.AtMost(0)),
                new Figure(
                    "other faults of answers", outcome.Problems.Count - outcome.ServerErrors, "requests", Goal.AtMost(0)),
                new Figure("resident memory, second fifth", outcome.BytesEarly / (double)(1 << 20), "MiB"),
                new Figure("growth until the last fifth", growth, "MiB", Goal.AtMost(WantedGrowth)),
                new Figure("files outside the store", outcome.FilesOutside.Count, "files", Goal.AtMost(0)),
            ],
            Notes = [.. outcome.Problems, .. outcome.FilesOutside, .. outcome.Unmade],
        };
    }
}
