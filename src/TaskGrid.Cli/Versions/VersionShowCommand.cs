using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Versions;

/// <summary><c>version show TASK[@REF]</c>.</summary>
internal sealed class VersionShowCommand : CliCommand
{
    private readonly Argument<string> _model = NameSymbols.Model();

    /// <summary>Makes the command.</summary>
    public VersionShowCommand()
        : base("show", "Shows one version: its job, hash, base, method, dev metric and size.") => Arguments.Add(_model);

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
        ["version show reviews@v3", "version show reviews@canary --json"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        var version = await NamedVersion.FindAsync(session.Grid, run.Required(_model), run.CancellationToken);
        run.Output.Result(version, CliJson.Types.VersionSnapshot, VersionText.Fields(version).Write);
    }
}
