using TaskGrid.Cli.Output;
using TaskGrid.Node;

namespace TaskGrid.Cli.Tasks;

/// <summary>A task as text.</summary>
internal static class TaskText
{
    /// <summary>All that is known of a task.</summary>
    public static FieldList Fields(TaskInfo task) => new FieldList()
        .Add("name", task.Name)
        .Add("base", $"{task.Base} ({task.BaseFingerprint[..12]})")
        .Add("version", $"{task.Version}")
        .Add("method", task.Method)
        .Add($"dev {task.Metric}", Readable.Score(task.Value))
        .Add("nonzeros", $"{Readable.Count(task.Nonzeros)} = {Readable.Percent(task.Density)} of all parameters")
        .Add("file", Readable.Bytes(task.FileBytes))
        .Add("labels", task.Labels.Count == 0 ? "none: a regression" : string.Join(", ", task.Labels));
}
