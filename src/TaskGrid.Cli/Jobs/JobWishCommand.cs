using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Jobs;

/// <summary><c>job pause|resume|cancel ID</c>: tells a job what its owner wants.</summary>
internal abstract class JobWishCommand : CliCommand
{
    private readonly Argument<string> _id = JobSymbols.Id();

    /// <summary>Makes the command.</summary>
    protected JobWishCommand(string name, string description)
        : base(name, description) => Arguments.Add(_id);

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples => [$"job {Name} {JobSymbols.Example}"];

    /// <summary>Tells it.</summary>
    protected abstract Task<JobSnapshot> TellAsync(IGridJobs jobs, string id, CancellationToken cancellationToken);

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        await using var session = await run.OpenGridAsync();
        var job = await TellAsync(session.Grid.Jobs, run.Required(_id), run.CancellationToken);
        run.Output.Result(job, CliJson.Types.JobSnapshot, writer => writer.WriteLine(
            $"The job {job.Id} of task {job.Spec.Train.Task} is {JobText.Status(job)}"
            + (job.Status is JobStatus.Validating or JobStatus.Running
                ? ", and obeys within five seconds when it trains in another process, else at its next step."
                : ".")));
    }
}
