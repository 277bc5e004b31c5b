using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Running;

/// <summary>The one place where a command's outcome becomes output and an exit code.</summary>
internal static class CommandRunner
{
    /// <summary>Runs a command's body.</summary>
    /// <param name="arguments">The parsed command line, without errors.</param>
    /// <param name="body">The command.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Run(ParseResult arguments, Func<CommandRun, Task> body)
    {
        using var interruption = new Interruption();
        var output = new CliOutput(arguments.GetValue(GlobalOptions.Json));
        try
        {
            try
            {
                if (GlobalOptions.Passes(arguments) is { } note) CliOutput.Note(note);
                body(new CommandRun(arguments, output, interruption.Token)).GetAwaiter().GetResult();
                return ExitCodes.Ok;
            }
            catch (Exception exception) when (exception is not OutputClosedException)
            {
                return Report(exception, interruption, output);
            }
        }
        catch (OutputClosedException)
        {
            return ExitCodes.OutputClosed;
        }
    }

    private static int Report(Exception exception, Interruption interruption, CliOutput output)
    {
        if (Environment.GetEnvironmentVariable("TASKGRID_DEBUG") == "1") CliOutput.Note(exception.ToString());
        if (interruption.ExitCode != 0
            && exception is OperationCanceledException or TaskGridException { Code: ErrorCodes.Cancelled })
        {
            output.Error(new ErrorBody(ErrorCodes.Cancelled, "Interrupted before the end.", []));
            return interruption.ExitCode;
        }

        switch (exception)
        {
            case DetachedException detached:
                output.Detached(detached.Message);
                return ExitCodes.Detached;
            case TaskGridException expected:
                output.Error(new ErrorBody(expected.Code, expected.Message, expected.Details));
                return ExitCodes.Of(expected.Code);
            case OutOfMemoryException:
                output.Error(new ErrorBody(
                    ErrorCodes.OutOfMemory,
                    "The machine's memory is not enough. A smaller --batch-size or --max-length needs less.",
                    []));
                return ExitCodes.Environment;
            default:
                output.Error(new ErrorBody(
                    "internal",
                    $"{exception.GetType().Name}: {exception.Message}",
                    ["Not a mistake of yours. The same call with TASKGRID_DEBUG=1 set prints a trace."]));
                return ExitCodes.Failure;
        }
    }
}
