namespace TaskGrid.Gateway;

/// <summary>Shows jobs in OpenAI's shape.</summary>
internal static class FineTuningJobs
{
    /// <summary>A job.</summary>
    public static FineTuningJob Of(JobSnapshot job, string tenant)
    {
        var train = job.Spec.Train;
        var numbers = new FineTuningHyperparameters
        {
            NEpochs = train.Epochs,
            BatchSize = train.BatchSize,
            LearningRateMultiplier = train.LearningRate / FineTuningSpecs.ReferenceRate,
        };
        return new FineTuningJob
        {
            Id = job.Id,
            CreatedAt = UnixTime.Of(job.CreatedAt),
            FinishedAt = UnixTime.Of(job.EndedAt),
            EstimatedFinish = UnixTime.Of(job.EstimatedEnd),
            Status = StatusOf(job.Status),
            Model = job.Spec.ContinueFrom ?? train.Base,
            FineTunedModel = ModelOf(job),
            OrganizationId = tenant,
            TrainingFile = train.TrainFile,
            ValidationFile = train.DevFile,
            Hyperparameters = numbers,
            Method = new FineTuningMethod
            {
                Type = FineTuningSpecs.Supervised,
                Supervised = new FineTuningSupervised { Hyperparameters = numbers },
            },
            Seed = train.Seed,
            Metadata = job.Spec.Metadata,
            Error = job.Failure is { } failure ? ErrorOf(failure) : null,
        };
    }

    /// <summary>The version that a job made; null before.</summary>
    public static string? ModelOf(JobSnapshot job) =>
        job.Result is { } result ? ModelReference.Of(result.Task, result.Version) : null;

    private static FineTuningError ErrorOf(JobFailure failure) => new(
        failure.Code,
        string.Join(" ", failure.Details.Prepend(failure.Message)),
        failure.Code is ErrorCodes.DataInvalid or ErrorCodes.ColumnNotFound ? "training_file" : null);

    private static string StatusOf(JobStatus status) => status switch
    {
        JobStatus.Queued => "queued",
        JobStatus.Validating => "validating_files",
        JobStatus.Running => "running",
        JobStatus.Paused => "paused",
        JobStatus.Succeeded => "succeeded",
        JobStatus.Failed => "failed",
        _ => "cancelled",
    };
}
