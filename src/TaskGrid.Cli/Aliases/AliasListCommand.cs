using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Aliases;

/// <summary><c>alias list TASK</c>.</summary>
internal sealed class AliasListCommand : CliCommand
{
    private readonly Argument<string> _task = NameSymbols.Task();

    /// <summary>Makes the command.</summary>
    public AliasListCommand()
        : base("list", "Lists a task's aliases: what they name, and what they named before.") => Arguments.Add(_task);

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["alias list reviews", "alias list reviews --json"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        var task = await session.Grid.Tasks.GetAsync(run.Required(_task), run.CancellationToken);
        run.Output.Result(new AliasList(task.Aliases), CliJson.Types.AliasList, AliasText.Table(task.Aliases));
    }
}
