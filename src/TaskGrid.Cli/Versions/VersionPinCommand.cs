using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Versions;

/// <summary><c>version pin TASK[@REF]</c> and <c>version unpin TASK[@REF]</c>.</summary>
internal sealed class VersionPinCommand : CliCommand
{
    private readonly Argument<string> _model = NameSymbols.Model();
    private readonly bool _isPinned;

    private VersionPinCommand(string name, string description, bool isPinned)
        : base(name, description)
    {
        _isPinned = isPinned;
        Arguments.Add(_model);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => [$"version {Name} reviews@v3 --server http://127.0.0.1:8080"];

    /// <summary>The command that pins.</summary>
    public static VersionPinCommand Pin() => new("pin", "Loads a version and keeps it in memory where it is answered.", isPinned: true);

    /// <summary>The command that lets it go again.</summary>
    public static VersionPinCommand Unpin() => new("unpin", "Lets a version leave memory when others are asked for more.", isPinned: false);

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        var version = await NamedVersion.FindAsync(session.Grid, run.Required(_model), run.CancellationToken);
        version = await session.Grid.Tasks.PinVersionAsync(version.Info.Name, version.Number, _isPinned, run.CancellationToken);
        run.Output.Result(version, CliJson.Types.VersionSnapshot, VersionText.Fields(version).Write);
    }
}
