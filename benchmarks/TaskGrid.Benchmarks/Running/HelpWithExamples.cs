using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace TaskGrid.Benchmarks.Running;

/// <summary>The generated help, followed by what to type.</summary>
/// <param name="generated">Prints the generated part.</param>
internal sealed class HelpWithExamples(HelpAction generated) : SynchronousCommandLineAction
{
    private const string Launcher = "./taskgrid bench";

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        using (var text = new StringWriter())
        {
            parseResult.InvocationConfiguration.Output = text;
            generated.Invoke(parseResult);
            parseResult.InvocationConfiguration.Output = output;
            // Users start this program through the launcher.
            output.Write(text.ToString().Replace(RootCommand.ExecutableName, Launcher, StringComparison.Ordinal));
        }

        var command = parseResult.CommandResult.Command;
        var benchmarks = BenchmarkCatalog.All
            .Where(benchmark => command is RootCommand || benchmark.Name == command.Name);
        output.WriteLine("Examples:");
        foreach (var example in benchmarks.SelectMany(benchmark => benchmark.Examples))
            output.WriteLine($"  {Launcher} {example}");
        return 0;
    }
}
