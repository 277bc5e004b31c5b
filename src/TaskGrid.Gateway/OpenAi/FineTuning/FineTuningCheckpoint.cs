using System.Globalization;

namespace TaskGrid.Gateway;

/// <summary>A checkpoint in OpenAI's shape. A job keeps its newest one, from which a new job goes on.</summary>
internal sealed record FineTuningCheckpoint(
    string Id,
    long CreatedAt,
    string FineTunedModelCheckpoint,
    string FineTuningJobId,
    int StepNumber,
    FineTuningMetrics Metrics)
{
    /// <summary>What ids of jobs begin with: as the model of a new job, a job is its newest checkpoint.</summary>
    public const string JobPrefix = "ftjob-";

    /// <summary>Always <c>fine_tuning.job.checkpoint</c>.</summary>
    public string Object { get; } = "fine_tuning.job.checkpoint";

    /// <summary>A job's checkpoint.</summary>
    public static FineTuningCheckpoint Of(JobSnapshot job, JobCheckpoint checkpoint)
    {
        var step = checkpoint.Step.ToString(CultureInfo.InvariantCulture);
        return new FineTuningCheckpoint(
            $"ftckpt-{job.Id[(job.Id.IndexOf('-', StringComparison.Ordinal) + 1)..]}-{step}",
            UnixTime.Of(checkpoint.CreatedAt),
            FineTuningJobs.ModelOf(job) ?? job.Id,
            job.Id,
            checkpoint.Step,
            new FineTuningMetrics(checkpoint.Step, job.Steps, null, null));
    }
}
