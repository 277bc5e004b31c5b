namespace TaskGrid.Node;

/// <summary>Where a new job starts: at its base, at a version, or at another job's newest checkpoint.</summary>
internal sealed class JobStarts(JobRunServices services, string tenant)
{
    /// <summary>A new job with what it starts from.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TaskGridException">What it is to start from does not exist, or does not fit.</exception>
    public Task<JobState> ApplyAsync(JobState job, CancellationToken cancellationToken) =>
        job.Spec.ContinueFrom is not { } from ? Task.FromResult(job)
        : GridId.IsValid(GridId.Job, from) ? AtCheckpointAsync(job, from, cancellationToken)
        : AtVersionAsync(job, ModelReference.Parse(from), cancellationToken);

    private async Task<JobState> AtVersionAsync(
        JobState job, ModelReference reference, CancellationToken cancellationToken)
    {
        var task = await services.TasksOf(tenant).FindAsync(reference.Task, cancellationToken);
        var version = task.Snapshot().Find(reference);
        var model = services.Bases.Get(job.Spec.Train.Base);
        if (version.Info.BaseFingerprint != model.Fingerprint)
            throw new TaskGridException(
                ErrorCodes.DiffBaseMismatch,
                $"'{job.Spec.ContinueFrom}' is a diff of another base than '{model.Name}'. Train on the base that it belongs to.");
        return job with { ContinueFromSha256 = version.Sha256 };
    }

    // The same run, gone on with under another id. The copy is the new job's: the other one may end or go on.
    private async Task<JobState> AtCheckpointAsync(JobState job, string from, CancellationToken cancellationToken)
    {
        var earlier = await services.Jobs.FindAsync(tenant, from, cancellationToken) ?? throw JobDocuments.NotFound(from);
        if (earlier.Checkpoint is not { } checkpoint || !earlier.KeepsCheckpoint) throw NoCheckpoint(earlier);
        Check(job, earlier);
        var key = GridKeys.Checkpoint(tenant, job.Id, 0, checkpoint.Info.Step);
        await using (var blob = await services.Documents.Store.OpenAsync(checkpoint.Key, cancellationToken)
            ?? throw NoCheckpoint(earlier))
        {
            await services.Documents.Store.WriteAsync(key, blob.Content, BlobCondition.None, cancellationToken);
        }

        return job with
        {
            ContinueFromSha256 = earlier.ContinueFromSha256,
            Compute = earlier.Compute,
            Checkpoint = checkpoint with { Key = key },
        };
    }

    // Else the rest of the run would not be what its first part was made for.
    private static void Check(JobState job, JobState earlier)
    {
        var (now, then) = (job.Spec.Train, earlier.Spec.Train);
        (string Name, object? Now, object? Then)[] parts =
        [
            ("base", now.Base, then.Base), ("columns", now.Columns, then.Columns), ("kind", now.Kind, then.Kind),
            ("method", now.Method, then.Method), ("structured", now.Structured, then.Structured),
            ("density", now.Density, then.Density), ("epochs", now.Epochs, then.Epochs),
            ("batchSize", now.BatchSize, then.BatchSize), ("maxLength", now.MaxLength, then.MaxLength),
            ("learningRate", now.LearningRate, then.LearningRate), ("seed", now.Seed, then.Seed),
            ("precision", now.Precision, then.Precision), ("threads", now.Threads, then.Threads),
            ("metric", now.Metric, then.Metric), ("valueFormat", now.ValueFormat, then.ValueFormat),
            ("earlyStopEpochs", job.Spec.EarlyStopEpochs, earlier.Spec.EarlyStopEpochs),
        ];
        List<string> problems =
        [
            .. from part in parts
               where !Equals(part.Now, part.Then)
               select $"'{part.Name}' is {Text(part.Now)}, and {Text(part.Then)} there.",
        ];
        if (job.TrainFile.Sha256 != earlier.TrainFile.Sha256) problems.Add("'trainFile' has another content than there.");
        if (job.DevFile?.Sha256 != earlier.DevFile?.Sha256) problems.Add("'devFile' has another content than there.");
        if (problems.Count == 0) return;
        throw new TaskGridException(
            ErrorCodes.InvalidArgument,
            $"A job that goes on from the checkpoint of '{earlier.Id}' trains as that one did: {string.Join(" ", problems)}",
            problems);
    }

    private static string Text(object? value) =>
        value is null ? "not given" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value}");

    private static TaskGridException NoCheckpoint(JobState earlier) => new(
        ErrorCodes.CheckpointNotFound,
        $"The job '{earlier.Id}' has no checkpoint to go on from: "
        + (earlier.Result is { } result
            ? $"it has succeeded. Go on from its version, '{ModelReference.Of(result.Task, result.Version)}'."
            : "it has stored none yet, was cancelled, or failed too long ago."));
}
