namespace TaskGrid.Cli.Jobs;

/// <summary><c>job cancel ID</c>.</summary>
internal sealed class JobCancelCommand()
    : JobWishCommand("cancel", "Ends a job without a result; one that has ended stays as it is.")
{
    /// <inheritdoc />
    protected override Task<JobSnapshot> TellAsync(
        IGridJobs jobs, string id, CancellationToken cancellationToken) => jobs.CancelAsync(id, null, cancellationToken);
}
