using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Data;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Training;

/// <summary><c>eval TASK[@REF] --data FILE</c>.</summary>
internal class EvalCommand : CliCommand
{
    private readonly string _path;

    private readonly Argument<string> _model = NameSymbols.Model();

    private readonly Option<string> _data =
        TextOptions.RequiredFile("--data", "Labelled rows: .tsv, .csv or .jsonl, with a header or field names.");

    private readonly ColumnOptions _columns = new();

    /// <summary>Makes the command.</summary>
    public EvalCommand()
        : this("eval", "eval")
    {
    }

    /// <summary>Makes the command under another name.</summary>
    /// <param name="name">Its name in its group.</param>
    /// <param name="path">Its whole name.</param>
    protected EvalCommand(string name, string path)
        : base(name, "Measures a task on labelled rows; the scores are those that 'predict' gives.")
    {
        _path = path;
        Arguments.Add(_model);
        Options.Add(_data);
        _columns.AddTo(this);
        Options.Add(DeviceOption.Device);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        $"{_path} reviews --data test.tsv",
        $"{_path} reviews@v2 --data test.csv --label-column stars --json",
    ];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        await using var file = await UploadedFile.CreateAsync(session, run.Required(_data), run.CancellationToken);
        var request = new EvaluateRequest
        {
            Model = run.Required(_model),
            File = file.Id,
            Columns = _columns.Read(run),
        };
        var result = await session.Grid.EvaluateAsync(request, run.CancellationToken);
        run.Output.Result(result, CliJson.Types.EvaluationResult, writer =>
        {
            var fields = new FieldList()
                .Add("task", $"{result.Task}, version {result.Version}")
                .Add(
                    MetricText.Of(result.Metric, result.Positive),
                    $"{Readable.Score(result.Value)} on {Readable.Count(result.Rows)} rows");
            foreach (var (name, value) in result.Metrics.Where(metric => metric.Key != result.Metric))
                fields.Add(MetricText.Of(name, result.Positive), Readable.Score(value));
            fields.Add("took", Readable.Duration(TimeSpan.FromSeconds(result.Seconds))).Write(writer);
        });
    }
}
