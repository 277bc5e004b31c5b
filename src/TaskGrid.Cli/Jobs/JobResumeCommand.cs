namespace TaskGrid.Cli.Jobs;

/// <summary><c>job resume ID</c>.</summary>
internal sealed class JobResumeCommand()
    : JobWishCommand(
        "resume", "Queues a paused job again; it goes on where it stopped, at a server or in 'job watch'.")
{
    /// <inheritdoc />
    protected override Task<JobSnapshot> TellAsync(
        IGridJobs jobs, string id, CancellationToken cancellationToken) => jobs.ResumeAsync(id, null, cancellationToken);
}
