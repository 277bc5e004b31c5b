using System.Globalization;

namespace TaskGrid.Gateway;

/// <summary>An event in OpenAI's shape.</summary>
internal sealed record FineTuningEvent(
    string Id, long CreatedAt, string Level, string Message, string Type, FineTuningMetrics? Data)
{
    private const string Prefix = "ftevent-";

    /// <summary>Always <c>fine_tuning.job.event</c>.</summary>
    public string Object { get; } = "fine_tuning.job.event";

    /// <summary>An event.</summary>
    public static FineTuningEvent Of(JobEvent each) => new(
        Prefix + each.Sequence.ToString(CultureInfo.InvariantCulture),
        UnixTime.Of(each.At),
        each.Kind == JobEventKind.Warning ? "warn" : each.Status == JobStatus.Failed ? "error" : "info",
        each.Message,
        each.Progress is null ? "message" : "metrics",
        each.Progress is { } progress ? FineTuningMetrics.Of(progress) : null);

    /// <summary>The number in an event's id; null when it is none.</summary>
    public static long? SequenceOf(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(id.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : null;
}
