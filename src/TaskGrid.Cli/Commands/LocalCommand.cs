namespace TaskGrid.Cli.Commands;

/// <summary>A command that works on a store of this machine, or on a container, and with no server.</summary>
internal abstract class LocalCommand(string name, string description) : CliCommand(name, description);
