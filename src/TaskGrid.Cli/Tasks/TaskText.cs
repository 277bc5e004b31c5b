using System.Globalization;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Training;

namespace TaskGrid.Cli.Tasks;

/// <summary>A task, or a version of one, as text.</summary>
internal static class TaskText
{
    /// <summary>What stands for something that nothing tells: an imported diff, or a task without a version.</summary>
    public const string Unknown = "unknown";

    /// <summary>All that is known of a task.</summary>
    public static FieldList Fields(TaskSnapshot task)
    {
        var info = ShownTask.InfoOf(task);
        var fields = new FieldList().Add(
            "name", info is null ? $"{task.Spec.Name}, without a version yet" : $"{info.Name}, version {info.Version}");
        if (task.Spec.Description.Length > 0) fields.Add("description", task.Spec.Description);
        fields.Add("keeps", Kept(task.Spec));
        return info is null ? fields : Add(fields, info);
    }

    /// <summary>Adds what a version's diff says.</summary>
    public static FieldList Add(FieldList fields, TaskInfo info) => fields
        .Add("base", $"{info.Base ?? "not in this store"} ({info.BaseFingerprint[..12]})")
        .Add("kind", info.Pairs == true ? info.Kind + " of pairs" : info.Kind)
        .Add("labels", info.Labels.Count == 0 ? "none" : string.Join(", ", info.Labels))
        .Add("method", info.Method ?? Unknown)
        .Add($"dev {MetricText.Of(info.Metric, info.Labels)}", Value(info.Value))
        .Add("nonzeros", $"{Readable.Count(info.Nonzeros)} = {Readable.Percent(info.Density)} of all parameters")
        .Add("file", Readable.Bytes(info.FileBytes));

    // Versions that no alias names.
    private static string Kept(TaskSpec spec)
    {
        if (spec is { KeepVersions: null, KeepFor: null }) return "every version";
        var newest = spec.KeepVersions is { } versions ? $"the {Readable.Count(versions)} newest" : "all";
        var time = spec.KeepFor is { } keep ? string.Create(CultureInfo.InvariantCulture, $", for {keep.TotalDays:0.##} days") : "";
        return $"{newest}{time}; longer what an alias names or would be rolled back to";
    }

    /// <summary>The dev metric.</summary>
    public static string Value(double? value) => value is { } known ? Readable.Score(known) : Unknown;
}
