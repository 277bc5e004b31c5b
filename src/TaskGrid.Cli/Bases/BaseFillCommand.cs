using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Bases;

/// <summary><c>base fill NAME --text TEXT</c>.</summary>
internal sealed class BaseFillCommand : CliCommand
{
    private readonly Argument<string> _name = NameSymbols.Base();

    private readonly Option<string?> _text = TextOptions.Text("A text with one [MASK].", required: true);

    private readonly Option<int> _top = NumberOption.Whole(
        "--top", "How many tokens to print.", least: 1, IGridBases.DefaultTop, IGridBases.MaxTop);

    /// <summary>Makes the command.</summary>
    public BaseFillCommand()
        : base("fill", "Prints the tokens that the base finds likeliest in the place of [MASK].")
    {
        Arguments.Add(_name);
        Options.Add(_text);
        Options.Add(_top);
        Options.Add(DeviceOption.Device);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        """base fill mini --text "the film was [MASK] ." """.TrimEnd(),
        """base fill mini --text "[MASK] !" --top 20 --json""",
    ];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        var predictions = await session.Grid.Bases.FillAsync(
            run.Required(_name), run.Value(_text)!, run.Value(_top), run.CancellationToken);
        run.Output.Result(new FillResult(predictions), CliJson.Types.FillResult, writer =>
        {
            var table = new TextTable("token", "probability");
            foreach (var prediction in predictions)
                table.Add(prediction.Token, Readable.Score(prediction.Probability));
            table.Write(writer);
        });
    }
}
