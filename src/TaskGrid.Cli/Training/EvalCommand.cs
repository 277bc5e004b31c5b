using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Training;

/// <summary><c>eval TASK --data FILE</c>.</summary>
internal sealed class EvalCommand : CliCommand
{
    private readonly Argument<string> _task = NameSymbols.Task();

    private readonly Option<string> _data =
        TextOptions.RequiredFile("--data", "Labelled rows: .tsv, .csv or .jsonl, with a header or field names.");

    private readonly ColumnOptions _columns = new();

    /// <summary>Makes the command.</summary>
    public EvalCommand()
        : base("eval", "Measures a task on labelled rows; the scores are those that 'predict' gives.")
    {
        Arguments.Add(_task);
        Options.Add(_data);
        _columns.AddTo(this);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
        ["eval reviews --data test.tsv", "eval reviews --data test.csv --label-column stars --json"];

    /// <inheritdoc />
    protected override void Run(CommandRun run)
    {
        using var node = run.OpenNode();
        var result = node.Evaluate(
            run.Required(_task), run.Required(_data), _columns.Read(run), run.CancellationToken);
        run.Output.Result(result, CliJson.Types.EvaluationResult, writer =>
        {
            var fields = new FieldList()
                .Add("task", $"{result.Task}, version {result.Version}")
                .Add(result.Metric, $"{Readable.Score(result.Value)} on {Readable.Count(result.Rows)} rows");
            foreach (var (name, value) in result.Metrics.Where(metric => metric.Key != result.Metric))
                fields.Add(name, Readable.Score(value));
            fields.Add("took", Readable.Duration(TimeSpan.FromSeconds(result.Seconds))).Write(writer);
        });
    }
}
