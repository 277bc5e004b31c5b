using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Training;

/// <summary><c>train TASK --base NAME --train FILE</c>.</summary>
internal sealed class TrainCommand : CliCommand
{
    private readonly Argument<string> _task = NameSymbols.Task();

    private readonly TrainOptions _options = new();

    /// <summary>Makes the command.</summary>
    public TrainCommand()
        : base("train", "Learns a task as a sparse diff of a base, and stores it as the task's next version.")
    {
        Arguments.Add(_task);
        _options.AddTo(this);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "train reviews --base mini --train train.tsv --dev dev.tsv",
        "train intents --base mini --train intents.csv --label-column intent --structured --density 0.01",
        "train similar --base mini --train pairs.jsonl --kind regression --metric spearman --json",
    ];

    /// <inheritdoc />
    public override IEnumerable<string> Conflicts(ParseResult arguments) => _options.Conflicts(arguments);

    /// <inheritdoc />
    protected override void Run(CommandRun run)
    {
        var spec = _options.Read(run, run.Required(_task));
        using var node = run.OpenNode();
        var result = TrainingBar.IsPossible
            ? TrainingBar.Show(progress => node.Train(spec, progress, run.CancellationToken))
            : node.Train(spec, new TrainingLines(TimeProvider.System), run.CancellationToken);
        run.Output.Result(result, CliJson.Types.TrainResult, TrainText.Fields(result).Write);
    }
}
