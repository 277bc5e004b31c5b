using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Bases;

/// <summary><c>base show NAME</c>.</summary>
internal sealed class BaseShowCommand : CliCommand
{
    private readonly Argument<string> _name = NameSymbols.Base();

    /// <summary>Makes the command.</summary>
    public BaseShowCommand()
        : base("show", "Shows a base's shape, size, source and fingerprint.") => Arguments.Add(_name);

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => ["base show mini"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        var info = await NamedBase.FindAsync(session, run.Required(_name), run.CancellationToken);
        run.Output.Result(info, CliJson.Types.BaseInfo, BaseText.Fields(info).Write);
    }
}
