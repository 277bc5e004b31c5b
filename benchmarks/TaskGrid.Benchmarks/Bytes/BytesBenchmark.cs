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
    private readonly Option<string> _results = new("--results")
    {
        Description = "Results of 'bench quality', whose diffs are summed up.",
        HelpName = "FILE",
        DefaultValueFactory = _ => QualityOptions.DefaultResults,
    };

    /// <inheritdoc/>
    public string Name => "bytes";

    /// <inheritdoc/>
    public string Description =>
        "Measures the code of positions against the bound H(p)/p and its speed on one thread, whole diff files against "
        + "fp32 values with int32 indices, and the diffs of real tasks that 'bench quality' learned.";

    /// <inheritdoc/>
    public IEnumerable<Option> Options => [_results];

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["bytes", "bytes --json"];

    /// <inheritdoc/>
    public Task<BenchmarkReport> RunAsync(BenchmarkRun run, CancellationToken cancellationToken) =>
        Task.Run(() => Measure(run, cancellationToken), cancellationToken);

    private BenchmarkReport Measure(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var layout = BertShape.Base.Layout();
        var results = new QualityRecords(Path.GetFullPath(run.Value(_results))).Results;
        var figures = new List<Figure>();
        figures.AddRange(PositionFigures.Measure(layout, run.Progress, cancellationToken));
        figures.AddRange(FileFigures.Measure(layout, run.Progress, cancellationToken));
        figures.AddRange(LearnedFigures.Of(results.Read()));
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
                $"Learned diffs: {results.Path}.",
            ],
        };
    }
}
