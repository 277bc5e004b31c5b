using System.CommandLine;
using System.CommandLine.Help;
using TaskGrid.Cli.Aliases;
using TaskGrid.Cli.Bases;
using TaskGrid.Cli.Diffs;
using TaskGrid.Cli.Jobs;
using TaskGrid.Cli.Nodes;
using TaskGrid.Cli.Running;
using TaskGrid.Cli.Serving;
using TaskGrid.Cli.Stores;
using TaskGrid.Cli.Tasks;
using TaskGrid.Cli.Training;
using TaskGrid.Cli.Versions;

namespace TaskGrid.Cli.Commands;

/// <summary>The whole command line:
/// <c>taskgrid base|train|eval|predict|task|job|version|alias|diff|store|serve|nodes|key</c>.</summary>
internal static class CommandLine
{
    /// <summary>Parses and runs.</summary>
    /// <param name="args">The process's arguments.</param>
    /// <returns>The process's exit code.</returns>
    public static int Run(string[] args)
    {
        var root = CreateRoot();
        var arguments = root.Parse(
            args.Length > 0 ? args : ["--help"],
            // A text that begins with '@' is a text, not the name of a file with more arguments.
            new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (arguments.Action is not HelpWithExamples && UsageErrors.Of(arguments) is { Count: > 0 } problems)
            return UsageErrors.Report(problems, arguments, args.Contains(GlobalOptions.Json.Name));
        return arguments.Invoke(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    /// <summary>Builds the tree of commands.</summary>
    public static RootCommand CreateRoot()
    {
        var root = new RootCommand("Trains, evaluates and serves many tasks as sparse diffs of one frozen base model.")
        {
            new Command("base", "The base models of a store.")
            {
                new BaseImportCommand(), new BaseListCommand(), new BaseShowCommand(), new BaseFillCommand(),
                new BaseEncodeCommand(),
            },
            new TrainCommand(),
            new EvalCommand(),
            new PredictCommand(),
            new Command("task", "The tasks of a store or server.")
            {
                new TaskListCommand(), new TaskShowCommand(), new TaskSetCommand(), new TaskDeleteCommand(),
            },
            new Command("job", "Training runs: how far they are, and what becomes of them.")
            {
                new JobListCommand(), new JobShowCommand(), new JobWatchCommand(), new JobPauseCommand(),
                new JobResumeCommand(), new JobCancelCommand(),
            },
            new Command("version", "The immutable results of a task's trainings.")
            {
                new VersionListCommand(), new VersionShowCommand(), new VersionEvaluateCommand(),
                new VersionPrefetchCommand(), VersionPinCommand.Pin(), VersionPinCommand.Unpin(),
                new VersionDeleteCommand(),
            },
            new Command("alias", "Names that move between a task's versions; 'live' answers for the task.")
            {
                new AliasSetCommand(), new AliasRollbackCommand(), new AliasListCommand(), new AliasDeleteCommand(),
            },
            new Command("diff", "The sparse diffs that tasks consist of.")
            {
                new DiffShowCommand(), new DiffVerifyCommand(), new DiffExportCommand(), new DiffImportCommand(),
                new DiffPushCommand(), new DiffPullCommand(),
            },
            new Command("store", "What lies in a store.") { new StoreVerifyCommand(), new StoreCollectCommand() },
            new ServeCommand(),
            new NodesCommand(),
            new Command("key", "The API keys of a served store.")
            {
                new KeyCreateCommand(), new KeyListCommand(), new KeyRevokeCommand(),
            },
            GlobalOptions.Store,
            GlobalOptions.Server,
            GlobalOptions.Key,
            GlobalOptions.Json,
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }
}
