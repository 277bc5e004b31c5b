using System.Globalization;

namespace TaskGrid.Gateway;

/// <summary>A checkpoint in OpenAI's shape. A running job keeps its newest one, which is no model yet.</summary>
internal sealed record FineTuningCheckpoint(
    string Id,
    long CreatedAt,
    string FineTunedModelCheckpoint,
    string FineTuningJobId,
    int StepNumber,
    FineTuningMetrics Metrics)
{
    /// <summary>Always <c>fine_tuning.job.checkpoint</c>.</summary>
    public string Object { get; } = "fine_tuning.job.checkpoint";

    /// <summary>A job's checkpoint.</summary>
    public static FineTuningCheckpoint Of(JobSnapshot job, JobCheckpoint checkpoint)
    {
        var step = checkpoint.Step.ToString(CultureInfo.InvariantCulture);
        return new FineTuningCheckpoint(
            $"ftckpt-{job.Id[(job.Id.IndexOf('-', StringComparison.Ordinal) + 1)..]}-{step}",
            UnixTime.Of(checkpoint.CreatedAt),
            FineTuningJobs.ModelOf(job) ?? $"{job.Spec.Train.Task}:ckpt-step-{step}",
            job.Id,
            checkpoint.Step,
            new FineTuningMetrics(checkpoint.Step, job.Steps, null, null));
    }
}
