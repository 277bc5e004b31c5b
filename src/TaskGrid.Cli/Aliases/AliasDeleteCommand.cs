using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Aliases;

/// <summary><c>alias delete TASK ALIAS</c>.</summary>
internal sealed class AliasDeleteCommand : CliCommand
{
    private readonly Argument<string> _task = NameSymbols.Task();

    private readonly Argument<string> _alias = AliasSymbols.Name();

    /// <summary>Makes the command.</summary>
    public AliasDeleteCommand()
        : base("delete", "Deletes an alias and what it named before; the versions stay.")
    {
        Arguments.Add(_task);
        Arguments.Add(_alias);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["alias delete reviews canary"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        var (task, alias) = (run.Required(_task), run.Required(_alias));
        await session.Grid.Tasks.DeleteAliasAsync(task, alias, null, run.CancellationToken);
        run.Output.Result(
            new Deletion($"{task}@{alias}"),
            CliJson.Types.Deletion,
            writer => writer.WriteLine($"Deleted alias {alias} of {task}."));
    }
}
