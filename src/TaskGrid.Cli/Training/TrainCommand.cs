using System.CommandLine;
using TaskGrid.Cli.Bases;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Data;
using TaskGrid.Cli.Jobs;
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
        "train reviews --base mini --train more.tsv --continue-from reviews@v1 --early-stop 2",
        "train reviews --base mini --train train.tsv --seed 2 --alias none",
        "train reviews --base mini --train train.tsv --server http://127.0.0.1:8080",
    ];

    /// <inheritdoc />
    public override IEnumerable<string> Conflicts(ParseResult arguments) => _options.Conflicts(arguments);

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        var spec = _options.Read(run, run.Required(_task));
        await CheckAsync(run, spec);
        await using var session = await run.OpenGridAsync(trains: true);
        var job = await SubmitAsync(session, run, spec);
        if (session.IsServer) CliOutput.Note($"Job {job.Id} at {session.Place}; Ctrl-C leaves it there.");
        var result = await JobFollowing.ToResultAsync(session, job.Id, !session.IsServer, run.CancellationToken);
        run.Output.Result(result, CliJson.Types.TrainResult, TrainText.Fields(result).Write);
    }

    // Before anything is written or sent.
    private static async Task CheckAsync(CommandRun run, TrainSpec spec)
    {
        foreach (var path in (string?[])[spec.TrainFile, spec.DevFile])
        {
            if (path is not null) await InputFile.Open(path).DisposeAsync();
        }

        await using var session = await run.OpenGridAsync();
        await NamedBase.FindAsync(session, spec.Base, run.CancellationToken);
    }

    private async Task<JobSnapshot> SubmitAsync(GridSession session, CommandRun run, TrainSpec spec)
    {
        await using var train = await UploadedFile.CreateAsync(session, spec.TrainFile, run.CancellationToken);
        await using var dev = spec.DevFile is null
            ? null
            : await UploadedFile.CreateAsync(session, spec.DevFile, run.CancellationToken);
        var job = _options.Read(run, spec with { TrainFile = train.Id, DevFile = dev?.Id });
        // Not cancelled half-way: whoever interrupts must be able to end or find the job.
        return await session.Grid.Jobs.SubmitAsync(job, null, CancellationToken.None);
    }
}
