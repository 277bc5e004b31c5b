namespace TaskGrid;

/// <summary>What every <see cref="IGridJobs"/> can do by its own members.</summary>
public static class GridJobsExtensions
{
    /// <summary>Waits until a job has ended.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="id">The job.</param>
    /// <param name="progress">Is told every event, from the job's first on; null: nobody.</param>
    /// <param name="cancellationToken">Ends the waiting; the job goes on.</param>
    /// <returns>The job as it ended. A failed or cancelled job is returned too, not thrown: see
    /// <see cref="JobSnapshot.Status"/> and <see cref="JobSnapshot.Failure"/>.</returns>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.JobNotFound"/>.</exception>
    /// <example><code>
    /// job = await grid.Jobs.WaitForCompletionAsync(
    ///     job.Id, new Progress&lt;JobEvent>(each => Console.WriteLine(each.Message)));
    /// Console.WriteLine(job.RequireResult().Value);
    /// </code></example>
    public static async Task<JobSnapshot> WaitForCompletionAsync(
        this IGridJobs jobs,
        string id,
        IProgress<JobEvent>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        await foreach (var each in jobs.WatchAsync(id, 0, cancellationToken).ConfigureAwait(false)) progress?.Report(each);
        return await jobs.GetAsync(id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until a job has ended, and cancels it when the waiting is given up.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="id">The job.</param>
    /// <param name="progress">As in <see cref="WaitForCompletionAsync"/>.</param>
    /// <param name="cancellationToken">Cancels the job; its end is still awaited.</param>
    /// <returns>The job as it ended, also when it ended well before it could be cancelled.</returns>
    /// <exception cref="OperationCanceledException">The job is cancelled.</exception>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.JobNotFound"/>.</exception>
    /// <example><code>
    /// using var patience = new CancellationTokenSource(TimeSpan.FromHours(1));
    /// job = await grid.Jobs.CompleteOrCancelAsync(job.Id, progress: null, patience.Token);
    /// </code></example>
    public static async Task<JobSnapshot> CompleteOrCancelAsync(
        this IGridJobs jobs,
        string id,
        IProgress<JobEvent>? progress = null,
        CancellationToken cancellationToken = default)
    {
        try
        {
            return await jobs.WaitForCompletionAsync(id, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await jobs.CancelAsync(id, null, CancellationToken.None).ConfigureAwait(false);
            var ended = await jobs.WaitForCompletionAsync(id, null, CancellationToken.None).ConfigureAwait(false);
            if (ended.Status == JobStatus.Cancelled) throw;
            return ended;
        }
    }
}
