using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;
using TaskGrid.Cli.Training;

namespace TaskGrid.Cli.Jobs;

/// <summary><c>job watch ID</c>.</summary>
internal sealed class JobWatchCommand : CliCommand
{
    private readonly Argument<string> _id = JobSymbols.Id();

    /// <summary>Makes the command.</summary>
    public JobWatchCommand()
        : base(
            "watch",
            "Follows a job to its end and prints its result, as 'train' does. A job of a store that no process works "
            + "on goes on in this one. Ctrl-C leaves it.") => Arguments.Add(_id);

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
        [$"job watch {JobSymbols.Example}", $"job watch {JobSymbols.Example} --server http://127.0.0.1:8080"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync(trains: true);
        var id = run.Required(_id);
        await session.Grid.Jobs.GetAsync(id, run.CancellationToken); // not found is said at once
        var result = await JobFollowing.ToResultAsync(session, id, cancels: false, run.CancellationToken);
        run.Output.Result(result, CliJson.Types.TrainResult, TrainText.Fields(result).Write);
    }
}
