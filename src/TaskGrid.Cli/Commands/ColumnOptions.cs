using System.CommandLine;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Commands;

/// <summary>The options that say which columns of a data file hold what.</summary>
internal sealed class ColumnOptions
{
    private readonly Option<string?> _text = Column("--text-column", "The column of the (first) text");

    private readonly Option<string?> _textPair = Column("--text-pair-column", "The column of the second text of pairs");

    private readonly Option<string?> _label = Column("--label-column", "The column of the label or value");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_text);
        command.Options.Add(_textPair);
        command.Options.Add(_label);
    }

    /// <summary>What was given.</summary>
    public DataColumns Read(CommandRun run) =>
        new() { Text = run.Value(_text), TextPair = run.Value(_textPair), Label = run.Value(_label) };

    private static Option<string?> Column(string name, string description) =>
        new(name) { Description = $"{description}; guessed from its name otherwise.", HelpName = "COLUMN" };
}
