using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Tasks;

/// <summary>A task as text.</summary>
internal static class TaskText
{
    /// <summary>What stands for something that an imported diff does not tell.</summary>
    public const string Unknown = "unknown";

    /// <summary>All that is known of a task.</summary>
    public static FieldList Fields(TaskInfo task) => new FieldList()
        .Add("name", $"{task.Name}, version {task.Version}")
        .Add("base", $"{task.Base ?? "not in this store"} ({task.BaseFingerprint[..12]})")
        .Add("kind", task.Pairs == true ? task.Kind + " of pairs" : task.Kind)
        .Add("labels", task.Labels.Count == 0 ? "none" : string.Join(", ", task.Labels))
        .Add("method", task.Method ?? Unknown)
        .Add($"dev {task.Metric}", Value(task))
        .Add("nonzeros", $"{Readable.Count(task.Nonzeros)} = {Readable.Percent(task.Density)} of all parameters")
        .Add("file", Readable.Bytes(task.FileBytes));

    /// <summary>The dev metric.</summary>
    public static string Value(TaskInfo task) => task.Value is { } value ? Readable.Score(value) : Unknown;
}
