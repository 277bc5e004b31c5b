using TaskGrid.Cli.Output;
using TaskGrid.Cli.Training;

namespace TaskGrid.Cli.Tasks;

/// <summary>A task, or a version of one, as text.</summary>
internal static class TaskText
{
    /// <summary>What stands for something that nothing tells: an imported diff, or a task without a version.</summary>
    public const string Unknown = "unknown";

    /// <summary>All that is known of a task.</summary>
    public static FieldList Fields(TaskSnapshot task) => ShownTask.InfoOf(task) is { } info
        ? Add(new FieldList().Add("name", $"{info.Name}, version {info.Version}"), info)
        : new FieldList().Add("name", $"{task.Spec.Name}, without a version yet");

    /// <summary>Adds what a version's diff says.</summary>
    public static FieldList Add(FieldList fields, TaskInfo info) => fields
        .Add("base", $"{info.Base ?? "not in this store"} ({info.BaseFingerprint[..12]})")
        .Add("kind", info.Pairs == true ? info.Kind + " of pairs" : info.Kind)
        .Add("labels", info.Labels.Count == 0 ? "none" : string.Join(", ", info.Labels))
        .Add("method", info.Method ?? Unknown)
        .Add($"dev {MetricText.Of(info.Metric, info.Labels)}", Value(info.Value))
        .Add("nonzeros", $"{Readable.Count(info.Nonzeros)} = {Readable.Percent(info.Density)} of all parameters")
        .Add("file", Readable.Bytes(info.FileBytes));

    /// <summary>The dev metric.</summary>
    public static string Value(double? value) => value is { } known ? Readable.Score(known) : Unknown;
}
