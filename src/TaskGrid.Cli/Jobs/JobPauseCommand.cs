namespace TaskGrid.Cli.Jobs;

/// <summary><c>job pause ID</c>.</summary>
internal sealed class JobPauseCommand()
    : JobWishCommand("pause", "Stops a job at its next step, with a checkpoint; 'job resume' lets it go on.")
{
    /// <inheritdoc />
    protected override Task<JobSnapshot> TellAsync(
        IGridJobs jobs, string id, CancellationToken cancellationToken) => jobs.PauseAsync(id, null, cancellationToken);
}
