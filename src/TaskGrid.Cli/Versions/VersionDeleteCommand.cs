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
        await using var session = await run.OpenGridAsync();
        var version = await NamedVersion.FindAsync(session.Grid, run.Required(_model), run.CancellationToken);
        await session.Grid.Tasks.DeleteVersionAsync(version.Info.Name, version.Number, null, run.CancellationToken);
        var model = ModelReference.Of(version.Info.Name, version.Number);
        run.Output.Result(new Deletion(model), CliJson.Types.Deletion, writer => writer.WriteLine($"Deleted version {model}."));
    }
}
