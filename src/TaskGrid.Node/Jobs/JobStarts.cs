using TaskGrid.Training.Data;

namespace TaskGrid.Node;

/// <summary>Where a new job starts: at its base, at a version, or at another job's newest checkpoint.</summary>
internal sealed class JobStarts(JobRunServices services, GridFiles files, string tenant)
{
    /// <summary>Finds what a new job starts from.</summary>
    /// <param name="spec">The job.</param>
    /// <param name="problems">What is wrong with it already; what is missing is told with it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TaskGridException">What it is to start from does not exist, or does not fit; or the problems.</exception>
    public async Task<JobStart> FindAsync(JobSpec spec, Problems problems, CancellationToken cancellationToken)
    {
        BaseInfo? model = null;
        problems.AddThrown(() => model = services.Bases.Get(spec.Train.Base));
        var train = await problems.FindAsync(() => DataAsync(spec.Train.TrainFile, cancellationToken));
        var dev = spec.Train.DevFile is { } id
            ? await problems.FindAsync(() => DataAsync(id, cancellationToken))
            : null;
        VersionSnapshot? version = null;
        JobState? earlier = null;
        if (spec.ContinueFrom is { } from)
        {
            if (GridId.IsValid(GridId.Job, from))
                earlier = await problems.FindAsync(() => EarlierAsync(spec, from, train, dev, cancellationToken));
            else
                version = await problems.FindAsync(() => VersionAsync(spec, from, cancellationToken));
        }

        problems.ThrowIfAny();
        return new JobStart(model!, train!, dev, version?.Sha256 ?? earlier?.ContinueFromSha256, earlier);
    }

    /// <summary>Copies a job's newest checkpoint for a new job: the other one may end or go on.</summary>
    /// <param name="earlier">The job.</param>
    /// <param name="id">The new job.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<JobCheckpointState> CopyAsync(JobState earlier, string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var checkpoint = earlier.Checkpoint!;
            if (await TryCopyAsync(checkpoint, id, cancellationToken) is { } copy) return copy;
            // A job that trains replaces its checkpoint: by now it may name another one.
            earlier = await FindWithCheckpointAsync(earlier.Id, cancellationToken);
            if (earlier.Checkpoint!.Key == checkpoint.Key) throw NoCheckpoint(earlier);
        }
    }

    private async Task<JobCheckpointState?> TryCopyAsync(
        JobCheckpointState checkpoint, string id, CancellationToken cancellationToken)
    {
        var key = GridKeys.Checkpoint(tenant, id, 0, checkpoint.Info.Step);
        await using var blob = await services.Documents.Store.OpenAsync(checkpoint.Key, cancellationToken);
        if (blob is null) return null;
        await services.Documents.Store.WriteAsync(key, blob.Content, BlobCondition.None, cancellationToken);
        return checkpoint with { Key = key };
    }

    // What else is wrong with its content is told by the job, which reads all of it.
    private async Task<GridFile> DataAsync(string id, CancellationToken cancellationToken)
    {
        var file = await files.GetAsync(id, cancellationToken);
        if (DataFormatExtension.Find(file.Name) is not null) return file;
        await using var content = await files.OpenAsync(id, cancellationToken);
        DataFormatExtension.Labelled(file.Name, content);
        return file;
    }

    private async Task<VersionSnapshot> VersionAsync(JobSpec spec, string from, CancellationToken cancellationToken)
    {
        var reference = ModelReference.Parse(from);
        var task = await services.TasksOf(tenant).FindAsync(reference.Task, cancellationToken);
        var version = task.Snapshot().Find(reference);
        var model = services.Bases.Get(spec.Train.Base);
        if (version.Info.BaseFingerprint == model.Fingerprint) return version;
        throw new TaskGridException(
            ErrorCodes.DiffBaseMismatch,
            $"'{from}' is a diff of another base than '{model.Name}'. Train on the base that it belongs to.");
    }

    // The same run, gone on with under another id.
    private async Task<JobState> EarlierAsync(
        JobSpec spec, string from, GridFile? train, GridFile? dev, CancellationToken cancellationToken)
    {
        var earlier = await FindWithCheckpointAsync(from, cancellationToken);
        Check(spec, train, dev, earlier);
        return earlier;
    }

    private async Task<JobState> FindWithCheckpointAsync(string id, CancellationToken cancellationToken)
    {
        var job = await services.Jobs.FindAsync(tenant, id, cancellationToken) ?? throw JobDocuments.NotFound(id);
        return job.Checkpoint is null || !job.KeepsCheckpoint ? throw NoCheckpoint(job) : job;
    }

    // Else the rest of the run would not be what its first part was made for.
    private static void Check(JobSpec spec, GridFile? train, GridFile? dev, JobState earlier)
    {
        var (now, then) = (spec.Train, earlier.Spec.Train);
        (string Name, object? Now, object? Then)[] parts =
        [
            ("base", now.Base, then.Base), ("columns", now.Columns, then.Columns), ("kind", now.Kind, then.Kind),
            ("method", now.Method, then.Method), ("structured", now.Structured, then.Structured),
            ("density", now.Density, then.Density), ("epochs", now.Epochs, then.Epochs),
            ("batchSize", now.BatchSize, then.BatchSize), ("maxLength", now.MaxLength, then.MaxLength),
            ("learningRate", now.LearningRate, then.LearningRate),
            ("firstLearningRate", now.FirstLearningRate, then.FirstLearningRate), ("seed", now.Seed, then.Seed),
            ("precision", now.Precision, then.Precision), ("threads", now.Threads, then.Threads),
            ("metric", now.Metric, then.Metric), ("positive", now.Positive, then.Positive),
            ("valueFormat", now.ValueFormat, then.ValueFormat),
            ("earlyStopEpochs", spec.EarlyStopEpochs, earlier.Spec.EarlyStopEpochs),
        ];
        List<string> problems =
        [
            .. from part in parts
               where !Equals(part.Now, part.Then)
               select $"'{part.Name}' is {Text(part.Now)}, and {Text(part.Then)} there.",
        ];
        // A file that is missing is told elsewhere.
        if (train is not null && train.Sha256 != earlier.TrainFile.Sha256)
            problems.Add("'trainFile' has another content than there.");
        if ((dev is not null || now.DevFile is null) && dev?.Sha256 != earlier.DevFile?.Sha256)
            problems.Add("'devFile' has another content than there.");
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
