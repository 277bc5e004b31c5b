using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Commands;

/// <summary>The usual help, and below it examples, or for the root the first steps and the exit codes.</summary>
/// <param name="usual">Prints the usual help.</param>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    private const string FirstSteps =
        """
        First steps:
          taskgrid base import FOLDER --name mini
          taskgrid train reviews --base mini --train train.tsv --dev dev.tsv
          taskgrid eval reviews --data test.tsv
          taskgrid predict reviews --text "a warm and funny film"

        Environment:
          TASKGRID_STORE    The store when --store is not given.
          TASKGRID_SERVER   The server to work with when neither --server nor --store is given.
          TASKGRID_KEY      The server's API key.
          TASKGRID_DEBUG=1  Prints a trace with every error.
          HF_ENDPOINT       Where 'base import hf:ORG/NAME' downloads from.

        Exit codes:
        """;

    /// <inheritdoc />
    public override bool ClearsParseErrors => true;

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        switch (parseResult.CommandResult.Command)
        {
            case RootCommand:
                output.WriteLine(FirstSteps);
                foreach (var (code, meaning) in ExitCodes.All) output.WriteLine($"  {code,3}  {meaning}");
                break;
            case CliCommand command:
                output.WriteLine("Examples:");
                foreach (var example in command.Examples) output.WriteLine("  taskgrid " + example);
                break;
        }

        return ExitCodes.Ok;
    }
}
