using System.CommandLine;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Commands;

/// <summary><c>--alias ALIAS|none</c>: what moves to a version that a command makes.</summary>
internal sealed class AliasOption
{
    private const string None = "none";

    private readonly Option<string?> _alias;

    /// <summary>Makes the option.</summary>
    /// <param name="version">What the help calls the version.</param>
    public AliasOption(string version) => _alias = NameSymbols.Optional(
        "--alias", "alias",
        $"The alias that moves to the {version}, or {None}: no request is answered by it then; {AliasSnapshot.Live} otherwise.");

    /// <summary>Adds it to a command.</summary>
    public void AddTo(Command command) => command.Options.Add(_alias);

    /// <summary>What was given; null for none.</summary>
    public string? Read(CommandRun run) => run.Value(_alias) switch
    {
        null => AliasSnapshot.Live,
        None => null,
        var alias => alias,
    };
}
