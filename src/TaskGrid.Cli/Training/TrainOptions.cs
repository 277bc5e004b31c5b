using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Training;

/// <summary>The options of <c>train</c>; their defaults are those of <see cref="TrainSpec"/>.</summary>
internal sealed class TrainOptions
{
    /// <summary>What <c>--method</c> takes; stands here so that help and parsing load no tensor library.</summary>
    public static readonly string[] Methods =
        ["diff-pruning", "fish", "magnitude", "random", "pafi", "bitfit", "last-layer", "full"];

    /// <summary>What <c>--metric</c> takes.</summary>
    public static readonly string[] Metrics =
        ["accuracy", "f1", "f1-macro", "matthews", "pearson", "spearman", "mse"];

    /// <summary>Those of <see cref="Methods"/> that train whole tensors, and take no <c>--density</c>.</summary>
    public static readonly string[] WithoutDensity = ["bitfit", "last-layer", "full"];

    /// <summary>Those of <see cref="Methods"/> that have two phases, each with its learning rate.</summary>
    public static readonly string[] WithTwoPhases = ["diff-pruning", "magnitude"];

    private static readonly TrainSpec Defaults = new() { Task = "", Base = "", TrainFile = "" };

    private readonly Option<string> _base = NameSymbols.Required("--base", "base", "The base to learn a diff of.");

    private readonly Option<string> _train =
        TextOptions.RequiredFile("--train", "Training rows: .tsv, .csv or .jsonl, with a header or field names.");

    private readonly Option<string?> _dev =
        TextOptions.File("--dev", "Rows that pick the best epoch; without it a seeded tenth of the training rows.");

    private readonly ColumnOptions _columns = new();

    private readonly Option<string?> _kind = ChoiceOption.Create(
        "--kind", "What the labels are; guessed from them otherwise.", "classification", "regression");

    private readonly Option<string> _method = ChoiceOption.CreateWithDefault(
        "--method", Defaults.Method, "How the diff is found.", Methods);

    private readonly Option<bool> _structured = new("--structured")
    {
        Description = "Diff pruning with one gate more for each tensor, which removes whole tensors from the diff.",
    };

    private readonly Option<double> _density = NumberOption.Share(
        "--density", "The share of all base parameters that the diff may change; not with methods of whole tensors.", Defaults.Density);

    private readonly Option<int?> _epochs = NumberOption.Whole(
        "--epochs", "Passes over the training rows in each phase; chosen from their number otherwise.", least: 1);

    private readonly Option<int?> _batchSize = NumberOption.Whole(
        "--batch-size", "Rows per step; 16 otherwise.", least: 1);

    private readonly Option<int?> _maxLength = NumberOption.Whole(
        "--max-length", "Longest input in tokens, what is longer is cut; 128, or what the base takes, otherwise.", least: 3);

    private readonly Option<double?> _learningRate = NumberOption.Positive(
        "--learning-rate", "Peak learning rate of the last phase; chosen by method and base otherwise.");

    private readonly Option<double?> _firstLearningRate = NumberOption.Positive(
        "--first-learning-rate", "The same of the first phase of diff-pruning and magnitude.");

    private readonly Option<int> _seed = NumberOption.Whole(
        "--seed", "Seed of every random choice.", least: 0, Defaults.Seed);

    private readonly Option<string> _precision = ChoiceOption.CreateWithDefault(
        "--precision", Defaults.Precision, "Number format of the products; auto measures which is faster.",
        "fp32", "bf16", "auto");

    private readonly Option<int?> _threads = NumberOption.Whole(
        "--threads", "Threads for tensor work; measured once for the machine otherwise.", least: 1);

    private readonly Option<string?> _metric = ChoiceOption.Create(
        "--metric", "What picks the best epoch; accuracy, or pearson for regression, otherwise.",
        Metrics);

    private readonly Option<string?> _positive = new("--positive")
    {
        Description = $"With --metric {MetricText.OfOneLabel}, the label of two that it is of; the last of the sorted labels otherwise.",
        HelpName = "LABEL",
    };

    private readonly Option<string> _valueFormat = ChoiceOption.CreateWithDefault(
        "--value-format", Defaults.ValueFormat,
        "How the diff's values are stored; auto takes the smallest that leaves the dev metric as it is.",
        "fp32", "fp16", "bf16", "int8", "auto");

    private readonly Option<string?> _continueFrom = new("--continue-from")
    {
        Description = "Start at a version, TASK@v3, or where a job's newest checkpoint stands, by the job's id.",
        HelpName = "REF",
    };

    private readonly Option<int?> _earlyStop = NumberOption.Whole(
        "--early-stop", "End the last phase after so many epochs that were no better; never otherwise.", least: 1);

    private readonly AliasOption _alias = new("new version");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_base, _train, _dev]) command.Options.Add(option);
        _columns.AddTo(command);
        foreach (var option in (Option[])
            [
                _kind, _method, _structured, _density, _epochs, _batchSize, _maxLength, _learningRate, _firstLearningRate,
                _seed, _precision, _threads, DeviceOption.Device, _metric, _positive, _valueFormat, _continueFrom, _earlyStop,
            ])
        {
            command.Options.Add(option);
        }

        _alias.AddTo(command);
    }

    /// <summary>Options that do not fit together.</summary>
    public IEnumerable<string> Conflicts(ParseResult arguments)
    {
        var method = Word(_method) ?? Defaults.Method;
        if (arguments.GetResult(_structured) is { Implicit: false } && method != Defaults.Method)
            yield return $"--structured is a form of --method {Defaults.Method} and fits no other method.";
        if (arguments.GetResult(_density) is { Implicit: false } && WithoutDensity.Contains(method))
            yield return $"--density does not fit --method {method}, which trains whole tensors.";
        if (arguments.GetResult(_firstLearningRate) is { Implicit: false } && !WithTwoPhases.Contains(method))
            yield return $"--first-learning-rate does not fit --method {method}, which has one phase.";
        if (arguments.GetResult(_positive) is { Implicit: false } && Word(_metric) != MetricText.OfOneLabel)
            yield return $"--positive names the label that --metric {MetricText.OfOneLabel} is of and fits no other metric.";

        string? Word(Option option) => arguments.GetResult(option)?.Tokens is [var word] ? word.Value : null;
    }

    /// <summary>What was given of the job.</summary>
    /// <param name="run">The command line.</param>
    /// <param name="train">Its run, with ids of files.</param>
    public JobSpec Read(CommandRun run, TrainSpec train) => new()
    {
        Train = train,
        ContinueFrom = run.Value(_continueFrom),
        EarlyStopEpochs = run.Value(_earlyStop),
        PublishTo = _alias.Read(run),
    };

    /// <summary>What was given of the run.</summary>
    public TrainSpec Read(CommandRun run, string task) => new()
    {
        Task = task,
        Base = run.Required(_base),
        TrainFile = run.Required(_train),
        DevFile = run.Value(_dev),
        Columns = _columns.Read(run),
        Kind = run.Value(_kind),
        Method = run.Required(_method),
        Structured = run.Value(_structured),
        Density = run.Value(_density),
        Epochs = run.Value(_epochs),
        BatchSize = run.Value(_batchSize),
        MaxLength = run.Value(_maxLength),
        LearningRate = run.Value(_learningRate),
        FirstLearningRate = run.Value(_firstLearningRate),
        Seed = run.Value(_seed),
        Precision = run.Required(_precision),
        Threads = run.Value(_threads),
        Metric = run.Value(_metric),
        Positive = run.Value(_positive),
        ValueFormat = run.Required(_valueFormat),
    };
}
