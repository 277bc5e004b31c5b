using System.CommandLine;
using TaskGrid.Benchmarks.Output;

namespace TaskGrid.Benchmarks.Running;

/// <summary>What a benchmark is given: its options and where progress goes.</summary>
/// <param name="Arguments">The parsed command line, without errors.</param>
/// <param name="Progress">Progress on stderr.</param>
internal sealed record BenchmarkRun(ParseResult Arguments, ProgressLine Progress)
{
    /// <summary>An option's value, or its default.</summary>
    public T Value<T>(Option<T> option) => Arguments.GetValue(option)!;
}
