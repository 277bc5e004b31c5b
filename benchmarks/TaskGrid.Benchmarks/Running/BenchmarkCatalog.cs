using System.CommandLine;

namespace TaskGrid.Benchmarks.Running;

/// <summary>The benchmarks, and the commands that they start in processes of their own.</summary>
internal static class BenchmarkCatalog
{
    /// <summary>The benchmarks in the order of the help.</summary>
    public static IReadOnlyList<IBenchmark> All { get; } = [];

    /// <summary>Hidden commands.</summary>
    public static IReadOnlyList<Command> Workers { get; } = [];
}
