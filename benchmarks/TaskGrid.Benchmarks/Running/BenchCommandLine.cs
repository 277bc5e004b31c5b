using System.CommandLine;
using System.CommandLine.Help;
using TaskGrid.Benchmarks.Output;

namespace TaskGrid.Benchmarks.Running;

/// <summary>The command line <c>./taskgrid bench NAME [options]</c>.</summary>
internal static class BenchCommandLine
{
    // A run that is interrupted has this long to end its child processes and to write what it has.
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(20);

    private const int Failure = 1, UsageError = 2, Interrupted = 130;

    private static readonly Option<bool> Json = new("--json")
    {
        Description = "Prints one JSON object {machine, commit, figures} instead of a table.",
        Recursive = true,
    };

    /// <summary>Parses and runs.</summary>
    /// <param name="args">The process's arguments.</param>
    /// <returns>The process's exit code: 0, 1 after a failure, 2 for wrong arguments, 130 after Ctrl-C.</returns>
    public static Task<int> RunAsync(string[] args)
    {
        var arguments = CreateRoot().Parse(args);
        if (arguments.Errors.Count > 0 && arguments.Action is not HelpWithExamples)
        {
            foreach (var error in arguments.Errors) Console.Error.WriteLine($"error: {error.Message}");
            Console.Error.WriteLine("See ./taskgrid bench --help.");
            return Task.FromResult(UsageError);
        }

        return arguments.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TerminationTimeout,
        });
    }

    /// <summary>Builds the tree of commands.</summary>
    public static RootCommand CreateRoot()
    {
        var root = new RootCommand("Measures TaskGrid on this machine and compares with the goals that it set itself.")
        {
            Json,
        };
        foreach (var benchmark in BenchmarkCatalog.All) root.Add(CommandOf(benchmark));
        foreach (var worker in BenchmarkCatalog.Workers) root.Add(worker);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        root.Action = help.Action;
        return root;
    }

    private static Command CommandOf(IBenchmark benchmark)
    {
        var command = new Command(benchmark.Name, benchmark.Description);
        foreach (var option in benchmark.Options) command.Add(option);
        command.SetAction((arguments, cancellationToken) => RunAsync(benchmark, arguments, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        IBenchmark benchmark, ParseResult arguments, CancellationToken cancellationToken)
    {
        using var progress = new ProgressLine(Console.Error);
        try
        {
            var report = await benchmark.RunAsync(new BenchmarkRun(arguments, progress), cancellationToken);
            progress.Clear();
            ReportWriter.Write(report, arguments.GetValue(Json));
            return report.Failures.Count == 0 ? 0 : Failure;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            progress.Clear();
            await Console.Error.WriteLineAsync("Interrupted.");
            return Interrupted;
        }
        catch (TaskGridException problem)
        {
            progress.Clear();
            await Console.Error.WriteLineAsync($"error: {problem.Message} [{problem.Code}]");
            foreach (var detail in problem.Details) await Console.Error.WriteLineAsync("  " + detail);
            return problem.Code == ErrorCodes.InvalidArgument ? UsageError : Failure;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            progress.Clear();
            await Console.Error.WriteLineAsync($"error: {problem.Message}");
            return Failure;
        }
    }
}
