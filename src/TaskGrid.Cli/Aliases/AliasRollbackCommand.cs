using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Aliases;

/// <summary><c>alias rollback TASK ALIAS</c>.</summary>
internal sealed class AliasRollbackCommand : CliCommand
{
    private readonly Argument<string> _task = NameSymbols.Task();

    private readonly Argument<string> _alias = AliasSymbols.Name();

    /// <summary>Makes the command.</summary>
    public AliasRollbackCommand()
        : base("rollback", "Points an alias at what it named before.")
    {
        Arguments.Add(_task);
        Arguments.Add(_alias);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["alias rollback reviews live"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        var alias = await session.Grid.Tasks.RollBackAliasAsync(
            run.Required(_task), run.Required(_alias), null, run.CancellationToken);
        run.Output.Result(alias, CliJson.Types.AliasSnapshot, AliasText.Table([alias]));
    }
}
