using System.CommandLine;
using TaskGrid.Benchmarks.Bytes;
using TaskGrid.Benchmarks.Clusters;
using TaskGrid.Benchmarks.Fault;
using TaskGrid.Benchmarks.Hostile;
using TaskGrid.Benchmarks.Kill;
using TaskGrid.Benchmarks.Load;
using TaskGrid.Benchmarks.Memory;
using TaskGrid.Benchmarks.Overhead;
using TaskGrid.Benchmarks.Placement;
using TaskGrid.Benchmarks.Quality;
using TaskGrid.Benchmarks.Quality.Runs;
using TaskGrid.Benchmarks.Serving;
using TaskGrid.Benchmarks.Steps;
using TaskGrid.Benchmarks.Tokenizer;

namespace TaskGrid.Benchmarks.Running;

/// <summary>The benchmarks, and the commands that they start in processes of their own.</summary>
internal static class BenchmarkCatalog
{
    /// <summary>The benchmarks in the order of the help.</summary>
    public static IReadOnlyList<IBenchmark> All { get; } =
    [
        new QualityBenchmark(), new StepBenchmark(), new ServingBenchmark(), new BytesBenchmark(), new TokenizerBenchmark(),
        new KillBenchmark(), new FaultBenchmark(), new HostileBenchmark(), new LoadBenchmark(), new OverheadBenchmark(),
        new PlacementBenchmark(), new ClusterBenchmark(), new MemoryBenchmark(),
    ];

    /// <summary>Hidden commands.</summary>
    public static IReadOnlyList<Command> Workers { get; } = [QualityWorker.Command, StepWorker.Command, MemoryWorker.Command];
}
