using System.Text;
using System.Text.Json;

namespace TaskGrid.Client.Tests.Jobs;

/// <summary>A job and its events.</summary>
internal static class Sample
{
    public const string Id = "ftjob-1";

    public const string Stream = "text/event-stream";

    public static JobSpec Spec { get; } =
        new() { Train = new TrainSpec { Task = "reviews", Base = "tg-mini", TrainFile = "file-1" } };

    public static JobSnapshot Job(JobStatus status) => new()
    {
        Id = Id,
        Spec = Spec,
        Status = status,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    /// <summary>Events as a server sends them; the last of <paramref name="end"/> says that the job has
    /// ended.</summary>
    public static string Events(int first, int last, int end = 6)
    {
        var text = new StringBuilder(": hello\n\n");
        for (var i = first; i <= last; i++)
        {
            var each = new JobEvent
            {
                Sequence = i,
                At = DateTimeOffset.UnixEpoch,
                Kind = JobEventKind.Status,
                Message = $"event {i}",
                Status = i == end ? JobStatus.Succeeded : JobStatus.Running,
            };
            text.Append($"id: {i}\ndata: {JsonSerializer.Serialize(each, GridJson.Default.JobEvent)}\n\n");
        }

        return text.ToString();
    }

    /// <summary>Reads a job's events to the end.</summary>
    public static async Task<long[]> WatchAsync(ITaskGrid grid, long after = 0)
    {
        var seen = new List<long>();
        await foreach (var each in grid.Jobs.WatchAsync(Id, after)) seen.Add(each.Sequence);
        return [.. seen];
    }
}
