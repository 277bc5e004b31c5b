using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;
using TaskGrid.Cli.Versions;
using TaskGrid.Node;

namespace TaskGrid.Cli.Tasks;

/// <summary><c>predict TASK[@REF] (--text T [--text-pair T] | --input FILE | -)</c>.</summary>
internal sealed class PredictCommand : CliCommand
{
    private readonly Argument<string> _model = NameSymbols.Model();

    private readonly Argument<string?> _standardInput = new("-")
    {
        Description = "Reads stdin: one text a line, the two of a pair with a tab between them; or JSON lines.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _text = TextOptions.Text("The (first) text.", required: false);

    private readonly Option<string?> _textPair = TextOptions.TextPair();

    private readonly Option<string?> _input = TextOptions.File(
        "--input", "Rows to predict: .tsv, .csv or .jsonl with a header or field names, or text lines.");

    private readonly ColumnOptions _columns = new();

    /// <summary>Makes the command.</summary>
    public PredictCommand()
        : base("predict", "Prints a task's answer to a text, to every row of a file, or to every line of stdin.")
    {
        Arguments.Add(_model);
        Arguments.Add(_standardInput);
        Options.Add(_text);
        Options.Add(_textPair);
        Options.Add(_input);
        _columns.AddTo(this);
        Options.Add(DeviceOption.Device);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        """predict reviews --text "a warm and funny film" """.TrimEnd(),
        """predict same --text "it rains" --text-pair "the sun shines" --json""",
        "predict reviews --input new.tsv --json",
        "predict reviews@v2 - --server http://127.0.0.1:8080 < lines.txt",
    ];

    /// <inheritdoc />
    public override IEnumerable<string> Conflicts(ParseResult arguments)
    {
        var other = arguments.GetResult(_standardInput)?.Tokens is [var token] ? token.Value : null;
        var text = arguments.GetResult(_text) is not null;
        if (other is not (null or "-")) yield return $"Unknown argument '{other}'. A text goes behind --text.";
        else if (new[] { text, arguments.GetResult(_input) is not null, other is not null }.Count(given => given) != 1)
            yield return "One of --text, --input and '-' (stdin) is needed, and only one.";
        if (arguments.GetResult(_textPair) is not null && !text) yield return "--text-pair goes with --text.";
    }

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        var isSingle = run.Value(_text) is not null;
        var inputs = await InputsAsync(run, session.Grid);
        await run.Output.ResultsAsync(
            PredictBatches.AnswerAsync(session.Grid, run.Required(_model), inputs, run.CancellationToken),
            CliJson.Types.TextPrediction,
            isSingle ? WriteScores : WriteBest);
    }

    private async Task<IEnumerable<TextInput>> InputsAsync(CommandRun run, ITaskGrid grid)
    {
        if (run.Value(_text) is { } text) return [new TextInput(text, run.Value(_textPair))];
        var task = (await NamedVersion.FindAsync(grid, run.Required(_model), run.CancellationToken)).Info;
        return run.Value(_input) is { } file
            ? TaskInputs.ReadFile(file, _columns.Read(run), task)
            : Interruptible(
                TaskInputs.ReadStream(Console.OpenStandardInput(), "stdin", _columns.Read(run), task), run.CancellationToken);
    }

    // A read of stdin ends when something comes, not when it is cancelled.
    private static IEnumerable<TextInput> Interruptible(IEnumerable<TextInput> inputs, CancellationToken cancellationToken)
    {
        var rows = inputs.GetEnumerator();
        while (Task.Run(rows.MoveNext, cancellationToken).WaitAsync(cancellationToken).GetAwaiter().GetResult()) yield return rows.Current;
    }

    private static void WriteScores(TextWriter writer, TextPrediction prediction)
    {
        var table = new TextTable("label", "score");
        foreach (var (label, score) in prediction.Scores) table.Add(label, Readable.Score(score));
        table.Write(writer);
    }

    private static void WriteBest(TextWriter writer, TextPrediction prediction) =>
        writer.WriteLine($"{prediction.Label}\t{Readable.Score(prediction.Scores[0].Score)}");
}
