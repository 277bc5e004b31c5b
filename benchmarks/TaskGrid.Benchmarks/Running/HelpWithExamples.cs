using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace TaskGrid.Benchmarks.Running;

/// <summary>The generated help, followed by what to type.</summary>
/// <param name="generated">Prints the generated part.</param>
internal sealed class HelpWithExamples(HelpAction generated) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        generated.Invoke(parseResult);
        var command = parseResult.CommandResult.Command;
        var benchmarks = BenchmarkCatalog.All.Where(benchmark => command is RootCommand || benchmark.Name == command.Name);
        parseResult.InvocationConfiguration.Output.WriteLine("Examples:");
        foreach (var example in benchmarks.SelectMany(benchmark => benchmark.Examples))
            parseResult.InvocationConfiguration.Output.WriteLine($"  ./taskgrid bench {example}");
        return 0;
    }
}
