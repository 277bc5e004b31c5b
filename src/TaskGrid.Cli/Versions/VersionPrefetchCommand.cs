using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Versions;

/// <summary><c>version prefetch TASK[@REF]</c>.</summary>
internal sealed class VersionPrefetchCommand : CliCommand
{
    private readonly Argument<string> _model = NameSymbols.Model();

    /// <summary>Makes the command.</summary>
    public VersionPrefetchCommand()
        : base("prefetch", "Loads a version at the server, so that the first request for it does not wait.") =>
        Arguments.Add(_model);

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["version prefetch reviews@v3 --server http://127.0.0.1:8080"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        var version = await NamedVersion.FindAsync(session.Grid, run.Required(_model), run.CancellationToken);
        await session.Grid.Tasks.PrefetchAsync(version.Info.Name, version.Number, run.CancellationToken);
        run.Output.Result(version, CliJson.Types.VersionSnapshot, writer =>
            writer.WriteLine($"{ModelReference.Of(version.Info.Name, version.Number)} is ready."));
    }
}
