using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Versions;

/// <summary><c>version delete TASK@vN</c>.</summary>
internal sealed class VersionDeleteCommand : CliCommand
{
    private readonly Argument<string> _model = NameSymbols.Model();

    /// <summary>Makes the command.</summary>
    public VersionDeleteCommand()
        : base("delete", "Deletes a version that no alias names, for good. Its number is not used again.") =>
        Arguments.Add(_model);

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["version delete reviews@v3"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        var model = run.Required(_model);
        var named = ModelReference.Parse(model);
        // An alias could have moved meanwhile.
        if (named.Version is not { } number)
            throw new TaskGridException(
                ErrorCodes.InvalidArgument, $"'{model}' is no version. Name it by its number, such as '{named.Task}@v3'.");
        await using var session = await run.OpenGridAsync();
        await session.Grid.Tasks.DeleteVersionAsync(named.Task, number, null, run.CancellationToken);
        run.Output.Result(new Deletion(model), CliJson.Types.Deletion, writer => writer.WriteLine($"Deleted version {model}."));
    }
}
