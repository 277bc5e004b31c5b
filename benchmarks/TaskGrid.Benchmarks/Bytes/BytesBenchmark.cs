using System.CommandLine;
using TaskGrid.Benchmarks.Machine;
using TaskGrid.Benchmarks.Measuring;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Quality;
using TaskGrid.Benchmarks.Running;
using TaskGrid.Diffs;

namespace TaskGrid.Benchmarks.Bytes;

/// <summary>How small diffs are, and how fast they are coded.</summary>
internal sealed class BytesBenchmark : IBenchmark
{
    private readonly Option<string> _store = new("--store")
    {
        Description = "Folder with .tgdiff files, looked at with all folders below it.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine(QualityOptions.DefaultScratch, "diffs"),
    };

    /// <inheritdoc/>
    public string Name => "bytes";

    /// <inheritdoc/>
    public string Description =>
        "Measures the code of positions against the bound H(p)/p and its speed on one thread, whole diff files against "
        + "fp32 values with int32 indices, and the real diffs of a store.";

    /// <inheritdoc/>
    public IEnumerable<Option> Options => [_store];

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["bytes", "bytes --store .taskgrid --json"];

    /// <inheritdoc/>
    public Task<BenchmarkReport> RunAsync(BenchmarkRun run, CancellationToken cancellationToken) =>
        Task.Run(() => Measure(run, cancellationToken), cancellationToken);

    private BenchmarkReport Measure(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var layout = BertShape.Base.Layout();
        var store = Path.GetFullPath(run.Value(_store));
        var figures = new List<Figure>();
        figures.AddRange(PositionFigures.Measure(layout, run.Progress, cancellationToken));
        figures.AddRange(FileFigures.Measure(layout, run.Progress, cancellationToken));
        if (Directory.Exists(store)) figures.AddRange(StoredFigures.Measure(store));
        return new BenchmarkReport
        {
            Name = Name,
            Machine = MachineDescription.Create(),
            Commit = RepositoryFolder.Commit(),
            Figures = figures,
            Notes =
            [
                $"Random masks over {BertShape.Base.Name}'s {layout.Count:N0} parameters; one thread; decoder "
                    + $"{PositionCodec.Variant}.",
                Directory.Exists(store) ? $"Real diffs from {store}." : $"No real diffs: {store} does not exist.",
            ],
        };
    }
}
