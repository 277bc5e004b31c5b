using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Jobs;

/// <summary><c>job show ID</c>.</summary>
internal sealed class JobShowCommand : CliCommand
{
    private readonly Argument<string> _id = JobSymbols.Id();

    /// <summary>Makes the command.</summary>
    public JobShowCommand()
        : base("show", "Shows a job: what it trains, how far it is, what came of it.") => Arguments.Add(_id);

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => [$"job show {JobSymbols.Example}"];

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        var job = await session.Grid.Jobs.GetAsync(run.Required(_id), run.CancellationToken);
        run.Output.Result(job, CliJson.Types.JobSnapshot, JobText.Fields(job).Write);
    }
}
