using Orleans.Concurrency;

namespace TaskGrid.Orleans;

/// <summary>
/// A tenant's task, key <c>TENANT/TASK</c>: the one that changes it, and its jobs. They train on the silo where it is; a job that another
/// silo can train sooner takes it there, and those that train stay where they are.
/// Every member throws what that of <see cref="IGridTasks"/> or <see cref="IGridJobs"/> throws. Changes carry an idempotency
/// key always, so that a call whose silo has died can be made again. Those that interleave are ordered by the ETags of the documents, as
/// changes by several processes are: so none of them waits for an import or a submit that takes long.
/// </summary>
[Alias("taskgrid.task")]
public interface ITaskGrain : IGrainWithStringKey
{
    /// <summary>Registers it.</summary>
    [Alias("register")]
    Task<TaskSnapshot> RegisterAsync(TaskSpec spec, CancellationToken cancellationToken = default);

    /// <summary>Replaces its description and rules.</summary>
    [Alias("set-spec")]
    Task<TaskSnapshot> SetSpecAsync(TaskSpec spec, string idempotencyKey, CancellationToken cancellationToken = default);

    /// <summary>The task as it is now.</summary>
    [Alias("get")]
    [AlwaysInterleave]
    Task<TaskSnapshot> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Removes it.</summary>
    [Alias("delete")]
    Task DeleteAsync(string idempotencyKey, CancellationToken cancellationToken = default);

    /// <summary>Removes it with its only version.</summary>
    [Alias("delete-with")]
    Task DeleteWithAsync(int onlyVersion, string idempotencyKey, CancellationToken cancellationToken = default);

    /// <summary>Adds a diff that is stored already, by its SHA-256.</summary>
    [Alias("import-version")]
    [AlwaysInterleave]
    [ResponseTimeout("00:05:00")]
    Task<VersionSnapshot> ImportVersionAsync(
        string sha256, string? publishTo, string idempotencyKey, CancellationToken cancellationToken = default);

    /// <summary>Removes a version.</summary>
    [Alias("delete-version")]
    Task DeleteVersionAsync(int version, string idempotencyKey, CancellationToken cancellationToken = default);

    /// <summary>Points an alias at versions.</summary>
    [Alias("set-alias")]
    [AlwaysInterleave]
    Task<AliasSnapshot> SetAliasAsync(
        string name, AliasTarget[] targets, string idempotencyKey, CancellationToken cancellationToken = default);

    /// <summary>Points an alias at what it named before.</summary>
    [Alias("roll-back-alias")]
    [AlwaysInterleave]
    Task<AliasSnapshot> RollBackAliasAsync(
        string name, string idempotencyKey, CancellationToken cancellationToken = default);

    /// <summary>Removes an alias.</summary>
    [Alias("delete-alias")]
    Task DeleteAliasAsync(string name, string idempotencyKey, CancellationToken cancellationToken = default);

    /// <summary>Accepts a job.</summary>
    /// <param name="spec">What to train.</param>
    /// <param name="idempotencyKey">A call that is repeated names the same job.</param>
    /// <param name="cancellationToken">Gives the call up; the job may have been accepted.</param>
    /// <returns>The job; null: the task moves to a silo that can train it sooner, ask again.</returns>
    [Alias("submit-job")]
    [ResponseTimeout("00:05:00")]
    Task<JobSnapshot?> SubmitJobAsync(
        JobSpec spec, string idempotencyKey, CancellationToken cancellationToken = default);

    /// <summary>Trains a job that was accepted and that nobody works on.</summary>
    [Alias("take-up-job")]
    [SilosOnly]
    Task TakeUpJobAsync(string id, string baseName);

    /// <summary>A job as it is now.</summary>
    [Alias("get-job")]
    [AlwaysInterleave]
    Task<JobSnapshot> GetJobAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Ends a job.</summary>
    [Alias("cancel-job")]
    [AlwaysInterleave]
    Task<JobSnapshot> CancelJobAsync(string id, string idempotencyKey, CancellationToken cancellationToken = default);

    /// <summary>Stops a job with a checkpoint.</summary>
    [Alias("pause-job")]
    [AlwaysInterleave]
    Task<JobSnapshot> PauseJobAsync(string id, string idempotencyKey, CancellationToken cancellationToken = default);

    /// <summary>Lets a job go on.</summary>
    /// <returns>The job; null: the task moves to a silo that can train it sooner, ask again.</returns>
    [Alias("resume-job")]
    Task<JobSnapshot?> ResumeJobAsync(string id, string idempotencyKey, CancellationToken cancellationToken = default);

    /// <summary>A job's events, as they come.</summary>
    [Alias("watch-job")]
    [AlwaysInterleave]
    IAsyncEnumerable<JobEvent> WatchJobAsync(string id, long after, CancellationToken cancellationToken = default);
}
