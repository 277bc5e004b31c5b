using TaskGrid.Cli.Output;
using TaskGrid.Cli.Training;

namespace TaskGrid.Cli.Jobs;

/// <summary>A job as text.</summary>
internal static class JobText
{
    /// <summary>A status as people read it.</summary>
    public static string Status(JobSnapshot job) => job.Status.ToString().ToLowerInvariant();

    /// <summary>How far it is.</summary>
    public static string Steps(JobSnapshot job) =>
        job.Steps == 0 ? "" : $"{Readable.Count(job.Step)}/{Readable.Count(job.Steps)}";

    /// <summary>What it produced, or why it failed.</summary>
    public static string Outcome(JobSnapshot job) => job switch
    {
        { Result: { } result } => $"v{result.Version}, dev {MetricText.Of(result.Metric, result.Positive)} {Readable.Score(result.Value)}",
        { Failure: { } failure } => $"{failure.Message} [{failure.Code}]",
        _ => "",
    };

    /// <summary>All that is known of a job.</summary>
    public static FieldList Fields(JobSnapshot job)
    {
        var train = job.Spec.Train;
        var fields = new FieldList()
            .Add("job", job.Id)
            .Add("task", $"{train.Task} on base {train.Base}, {train.Method}, seed {train.Seed}")
            .Add("status", Status(job))
            .Add("accepted", $"{job.CreatedAt:u}");
        if (job.StartedAt is { } started) fields.Add("started", $"{started:u}");
        if (job.Steps > 0) fields.Add("steps", Steps(job));
        if (job.Checkpoint is { } checkpoint && !job.HasEnded)
            fields.Add(
                "checkpoint",
                $"step {checkpoint.Step}, {checkpoint.CreatedAt:u}, {Readable.Bytes(checkpoint.Bytes)}");
        if (job.EstimatedEnd is { } end) fields.Add("ends about", $"{end:u}");
        if (job.EndedAt is { } ended) fields.Add("ended", $"{ended:u}");
        if (Outcome(job) is { Length: > 0 } outcome) fields.Add("outcome", outcome);
        foreach (var detail in job.Failure?.Details ?? []) fields.Add("", detail);
        return fields;
    }
}
