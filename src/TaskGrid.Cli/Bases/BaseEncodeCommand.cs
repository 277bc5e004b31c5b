using System.CommandLine;
using System.Globalization;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Bases;

/// <summary><c>base encode NAME --text TEXT</c>.</summary>
internal sealed class BaseEncodeCommand : CliCommand
{
    private readonly Argument<string> _name = NameSymbols.Base();

    private readonly Option<string?> _text = TextOptions.Text("The (first) text.", required: true);

    private readonly Option<string?> _textPair = TextOptions.TextPair();

    /// <summary>Makes the command.</summary>
    public BaseEncodeCommand()
        : base("encode", "Prints a text's token ids and the base's last hidden vector of [CLS].")
    {
        Arguments.Add(_name);
        Options.Add(_text);
        Options.Add(_textPair);
        Options.Add(DeviceOption.Device);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        """base encode mini --text "a fine film" --json""",
        """base encode mini --text "a cat" --text-pair "a dog" --json""",
    ];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        var encoded = await session.Grid.Bases.EncodeAsync(
            run.Required(_name), new TextInput(run.Value(_text)!, run.Value(_textPair)), run.CancellationToken);
        run.Output.Result(encoded, CliJson.Types.TextEncoding, writer =>
        {
            writer.WriteLine("ids  " + string.Join(' ', encoded.Ids));
            writer.WriteLine("cls  " + string.Join(
                ' ', encoded.Cls.Select(value => value.ToString("G7", CultureInfo.InvariantCulture))));
        });
    }
}
