namespace TaskGrid;

/// <summary>A tenant's training runs.</summary>
public interface IGridJobs
{
    /// <summary>Accepts a job. When this returns, the job will end, whatever happens to the process meanwhile.</summary>
    /// <param name="spec">What to train.</param>
    /// <param name="idempotencyKey">See <see cref="ITaskGrid"/>.</param>
    /// <param name="cancellationToken">Gives the call up; the job may have been accepted.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/> with every problem in its details,
    /// <see cref="ErrorCodes.BaseNotFound"/>, <see cref="ErrorCodes.FileNotFound"/>,
    /// <see cref="ErrorCodes.QueueFull"/>.</exception>
    /// <example><code>
    /// var spec = new JobSpec { Train = new TrainSpec { Task = "reviews", Base = "tg-mini", TrainFile = file.Id } };
    /// var job = await grid.Jobs.SubmitAsync(spec, idempotencyKey: "reviews of May");
    /// </code></example>
    Task<JobSnapshot> SubmitAsync(
        JobSpec spec, string? idempotencyKey = null, CancellationToken cancellationToken = default);

    /// <summary>One job.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.JobNotFound"/>.</exception>
    /// <example><code>
    /// job = await grid.Jobs.GetAsync(job.Id);
    /// Console.WriteLine($"{job.Status}, step {job.Step} of {job.Steps}, likely done at {job.EstimatedEnd:t}");
    /// </code></example>
    Task<JobSnapshot> GetAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Jobs, the newest first.</summary>
    /// <param name="task">Only those of this task; null for all.</param>
    /// <param name="page">Which part.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <example><code>
    /// foreach (var each in (await grid.Jobs.ListAsync("reviews", new PageRequest())).Items) Console.WriteLine(each.Id);
    /// </code></example>
    Task<ListPage<JobSnapshot>> ListAsync(
        string? task, PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>Ids of the jobs that have not ended, in no order.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <example><code>Console.WriteLine($"{(await grid.Jobs.ListUnfinishedAsync()).Count} jobs have not ended");</code></example>
    async Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken = default)
    {
        var ids = new List<string>();
        var page = new PageRequest(null, PageRequest.MaxLimit);
        while (true)
        {
            var jobs = await ListAsync(null, page, cancellationToken);
            ids.AddRange(jobs.Items.Where(job => !job.HasEnded).Select(job => job.Id));
            if (!jobs.HasMore || jobs.Items.Count == 0) return ids;
            page = page with { After = jobs.Items[^1].Id };
        }
    }

    /// <summary>Ends a job without a result: within five seconds when it trains in another process, else at its next step. A job that
    /// has ended stays as it is.</summary>
    /// <param name="id">The job.</param>
    /// <param name="idempotencyKey">See <see cref="ITaskGrid"/>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.JobNotFound"/>.</exception>
    /// <example><code>await grid.Jobs.CancelAsync(job.Id);</code></example>
    Task<JobSnapshot> CancelAsync(
        string id, string? idempotencyKey = null, CancellationToken cancellationToken = default);

    /// <summary>Stops a job with a checkpoint: within five seconds when it trains in another process, else at its next step.</summary>
    /// <param name="id">The job.</param>
    /// <param name="idempotencyKey">See <see cref="ITaskGrid"/>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.JobNotFound"/>; <see cref="ErrorCodes.JobEnded"/>.
    /// </exception>
    /// <example><code>await grid.Jobs.PauseAsync(job.Id);</code></example>
    Task<JobSnapshot> PauseAsync(
        string id, string? idempotencyKey = null, CancellationToken cancellationToken = default);

    /// <summary>Queues a paused job again; it goes on where it stopped.</summary>
    /// <param name="id">The job.</param>
    /// <param name="idempotencyKey">See <see cref="ITaskGrid"/>.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.JobNotFound"/>; <see cref="ErrorCodes.JobEnded"/>.
    /// </exception>
    /// <example><code>await grid.Jobs.ResumeAsync(job.Id);</code></example>
    Task<JobSnapshot> ResumeAsync(
        string id, string? idempotencyKey = null, CancellationToken cancellationToken = default);

    /// <summary>A job's events from any position, then new ones as they come; ends when the job has ended.</summary>
    /// <param name="id">The job.</param>
    /// <param name="after">Sequence number of the last event seen; 0: from the first.</param>
    /// <param name="cancellationToken">Ends the watching; the job goes on.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.JobNotFound"/>.</exception>
    /// <example><code>
    /// await foreach (var each in grid.Jobs.WatchAsync(job.Id)) Console.WriteLine($"{each.Sequence}: {each.Message}");
    /// </code></example>
    IAsyncEnumerable<JobEvent> WatchAsync(string id, long after = 0, CancellationToken cancellationToken = default);

    /// <summary>A job's events that are there now.</summary>
    /// <param name="id">The job.</param>
    /// <param name="after">Sequence number of the last event seen; 0: from the first.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.JobNotFound"/>.</exception>
    /// <example><code>
    /// var events = await grid.Jobs.ListEventsAsync(job.Id, after: 2, limit: 10);
    /// foreach (var each in events.Items) Console.WriteLine($"{each.At:t} {each.Kind}: {each.Message}");
    /// </code></example>
    Task<ListPage<JobEvent>> ListEventsAsync(
        string id, long after = 0, int limit = PageRequest.MaxLimit, CancellationToken cancellationToken = default);
}
