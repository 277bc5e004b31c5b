namespace TaskGrid.Node;

/// <summary>
/// What can happen to a job: pure functions from one state to the next. What an owner does names the owner's epoch;
/// after somebody else has taken over, it is refused.
/// </summary>
internal static class JobMachine
{
    /// <summary>Somebody begins to work on it.</summary>
    /// <param name="state">A queued job, or one whose owner is gone.</param>
    /// <param name="owner">Who.</param>
    /// <param name="lastStep">The step that had begun when the owner before went away; 0: none had; null: nobody knows.</param>
    /// <param name="now">The time.</param>
    public static JobChange Claim(JobState state, JobOwner owner, int? lastStep, DateTimeOffset now)
    {
        if (state.HasEnded || state.Status == JobStatus.Paused) return new(state);
        var crashes = new JobCrashes(Checkpoint: state.CheckpointStep);
        if (state.Owner is not null && state.Owner != owner)
        {
            crashes = state.Crashes.Add(lastStep, state.CheckpointStep);
            if (crashes.AreTooMany)
                return End(state with { Crashes = crashes }, JobStatus.Failed, now, Crashed(crashes));
        }

        var next = state with
        {
            Owner = owner,
            Epoch = state.Epoch + 1,
            Crashes = crashes,
            Status = JobStatus.Validating,
            StartedAt = state.StartedAt ?? now,
        };
        return state.Owner is null
            ? new(next, "Reading the data.")
            : new(next, $"Taken up again by '{owner.Node}'.") { Kind = JobEventKind.Warning };
    }

    /// <summary>Data and settings are known, training begins.</summary>
    public static JobChange Begin(JobState state, long epoch, int steps, JobCompute compute)
    {
        Require(state, epoch);
        var next = state with { Status = JobStatus.Running, Steps = steps, Compute = compute };
        var from = state.Checkpoint is { } checkpoint ? $"Goes on from step {checkpoint.Info.Step}" : "Trains";
        return new(next, $"{from}: {steps} steps.");
    }

    /// <summary>A checkpoint was stored.</summary>
    public static JobChange SaveCheckpoint(JobState state, long epoch, JobCheckpointState checkpoint)
    {
        Require(state, epoch);
        return new(state with { Checkpoint = checkpoint });
    }

    /// <summary>Its checkpoint is missing or cannot be used.</summary>
    public static JobChange StartAgain(JobState state, long epoch)
    {
        Require(state, epoch);
        return new(
            state with { Checkpoint = null },
            $"The checkpoint of step {state.CheckpointStep} is missing or cannot be used, so the training starts again from its beginning.")
        {
            Kind = JobEventKind.Warning,
        };
    }

    /// <summary>The owner has stopped, as was wished.</summary>
    public static JobChange Stop(JobState state, long epoch, DateTimeOffset now)
    {
        Require(state, epoch);
        return state.Wish switch
        {
            JobWish.Cancel => End(state, JobStatus.Cancelled, now, null),
            JobWish.Pause => new(
                state with { Status = JobStatus.Paused, Owner = null, Crashes = new() }, "Paused."),
            _ => new(state with { Status = JobStatus.Queued, Owner = null, Crashes = new() }, "Queued again."),
        };
    }

    /// <summary>The version is about to be published: only an owner may, and only for a user who still wants it.</summary>
    public static JobChange Publish(JobState state, long epoch)
    {
        Require(state, epoch);
        return new(state);
    }

    /// <summary>The version is published.</summary>
    public static JobChange Succeed(JobState state, long epoch, TrainResult result, DateTimeOffset now)
    {
        Require(state, epoch);
        return End(state with { Result = result }, JobStatus.Succeeded, now, null);
    }

    /// <summary>It cannot be done.</summary>
    public static JobChange Fail(JobState state, long epoch, JobFailure failure, DateTimeOffset now)
    {
        Require(state, epoch);
        return End(state, JobStatus.Failed, now, failure);
    }

    /// <summary>Its owner is gone: nobody works on it, and whatever the owner still writes is refused.</summary>
    public static JobState Release(JobState state) =>
        state with { Status = JobStatus.Queued, Owner = null, Epoch = state.Epoch + 1 };

    /// <summary>Its user wants it paused. A job that nobody works on pauses at once.</summary>
    public static JobChange WishPause(JobState state)
    {
        RequireOpen(state);
        if (state.Status == JobStatus.Paused) return new(state);
        if (state.Owner is null) return new(state with { Wish = JobWish.Pause, Status = JobStatus.Paused }, "Paused.");
        return new(state.Wish == JobWish.Pause ? state : state with { Wish = JobWish.Pause });
    }

    /// <summary>Its user wants it to go on.</summary>
    public static JobChange WishRun(JobState state)
    {
        RequireOpen(state);
        if (state.Status == JobStatus.Paused)
            return new(state with { Wish = JobWish.Run, Status = JobStatus.Queued }, "Queued again.");
        return new(state.Wish == JobWish.Run ? state : state with { Wish = JobWish.Run });
    }

    /// <summary>Does once what a user wishes.</summary>
    /// <param name="state">The job.</param>
    /// <param name="request">The request; null: it has no idempotency key.</param>
    /// <param name="now">The time.</param>
    /// <param name="wish">What the user wishes.</param>
    public static JobChange Once(
        JobState state, ChangeRequest? request, DateTimeOffset now, Func<JobState, JobChange> wish)
    {
        if (request is null) return wish(state);
        if (request.FindIn(state.Requests, now) is not null) return new(state);
        var change = wish(state);
        return change with { State = change.State with { Requests = request.AddTo(state.Requests, now) } };
    }

    /// <summary>Its user wants it ended. A job that nobody works on ends at once.</summary>
    public static JobChange WishCancel(JobState state, DateTimeOffset now)
    {
        if (state.HasEnded) return new(state);
        if (state.Owner is null) return End(state with { Wish = JobWish.Cancel }, JobStatus.Cancelled, now, null);
        return new(state.Wish == JobWish.Cancel ? state : state with { Wish = JobWish.Cancel });
    }

    /// <summary>Checks that an owner still is one.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StaleWriter"/>.</exception>
    public static void Require(JobState state, long epoch)
    {
        if (state.Epoch == epoch && state.Owner is not null && !state.HasEnded) return;
        throw new TaskGridException(
            ErrorCodes.StaleWriter, $"The job '{state.Id}' was taken over by another process or has ended.");
    }

    // What an ended job tells.
    private static string EndOf(JobState state) => state.Status switch
    {
        JobStatus.Succeeded => $"Published as version v{state.Result!.Version}.",
        JobStatus.Cancelled => "Cancelled.",
        _ => state.Failure!.Message,
    };

    private static JobChange End(JobState state, JobStatus status, DateTimeOffset now, JobFailure? failure)
    {
        var next = state with { Status = status, Owner = null, EndedAt = now, Failure = failure };
        return new(next, EndOf(next));
    }

    private static JobFailure Crashed(JobCrashes crashes) =>
        new(
            ErrorCodes.JobCrashed,
            (crashes.Step == 0
                ? $"The process ended {crashes.Count} times before the first step or checkpoint"
                : crashes.Step == crashes.Checkpoint
                ? $"The process ended {crashes.Count} times after the checkpoint of step {crashes.Step}"
                : $"The process ended {crashes.Count} times at step {crashes.Step}")
            + ", most likely for lack of memory or by a fault in the tensor library. Try a smaller batch size or length, "
            + "or --precision fp32.",
            []);

    private static void RequireOpen(JobState state)
    {
        if (!state.HasEnded) return;
        throw new TaskGridException(
            ErrorCodes.JobEnded,
            $"The job '{state.Id}' has ended ({state.Status.ToString().ToLowerInvariant()}). Submit a new one.");
    }
}
