using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Aliases;

/// <summary><c>alias set TASK ALIAS VERSION[=WEIGHT]…</c>.</summary>
internal sealed class AliasSetCommand : CliCommand
{
    private readonly Argument<string> _task = NameSymbols.Task();

    private readonly Argument<string> _alias = AliasSymbols.Name();

    private readonly Argument<AliasTarget[]> _targets = AliasSymbols.Targets();

    /// <summary>Makes the command.</summary>
    public AliasSetCommand()
        : base("set", "Points an alias at a version, or at several by weight; 'alias rollback' undoes it.")
    {
        Arguments.Add(_task);
        Arguments.Add(_alias);
        Arguments.Add(_targets);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
        ["alias set reviews live v3", "alias set reviews live v3=90 v4=10 --json"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        var alias = await session.Grid.Tasks.SetAliasAsync(
            run.Required(_task), run.Required(_alias), run.Required(_targets), null, run.CancellationToken);
        run.Output.Result(alias, CliJson.Types.AliasSnapshot, AliasText.Table([alias]));
    }
}
