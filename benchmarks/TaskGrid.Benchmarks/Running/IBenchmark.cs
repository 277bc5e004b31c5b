using System.CommandLine;
using TaskGrid.Benchmarks.Output;

namespace TaskGrid.Benchmarks.Running;

/// <summary>One thing that <c>./taskgrid bench</c> can measure.</summary>
internal interface IBenchmark
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>What it measures, in sentences.</summary>
    string Description { get; }

    /// <summary>Its own options, besides <c>--json</c>.</summary>
    IEnumerable<Option> Options { get; }

    /// <summary>Command lines for the help, without the program's name.</summary>
    IReadOnlyList<string> Examples { get; }

    /// <summary>Measures.</summary>
    /// <param name="run">The parsed options and where progress goes.</param>
    /// <param name="cancellationToken">Cancelled by Ctrl-C.</param>
    /// <exception cref="TaskGridException">The benchmark cannot run here.</exception>
    Task<BenchmarkReport> RunAsync(BenchmarkRun run, CancellationToken cancellationToken);
}
