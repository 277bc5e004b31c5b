using System.CommandLine;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Commands;

/// <summary>A command that does something, with examples for its help.</summary>
internal abstract class CliCommand : Command
{
    /// <summary>Makes the command.</summary>
    /// <param name="name">Its name on the command line.</param>
    /// <param name="description">What it does, in sentences.</param>
    protected CliCommand(string name, string description)
        : base(name, description) => SetAction(arguments => CommandRunner.Run(arguments, RunAsync));

    /// <summary>Whole command lines for the help, without the program's name.</summary>
    public abstract IReadOnlyList<string> Examples { get; }

    /// <summary>What is wrong with a command line beyond single options, one sentence each. The values of options may
    /// not be asked for: one that cannot be parsed throws.</summary>
    public virtual IEnumerable<string> Conflicts(ParseResult arguments) => [];

    /// <summary>Does the work; every failure is an exception.</summary>
    protected abstract Task RunAsync(CommandRun run);
}
