using TaskGrid.Diffs;
using TaskGrid.Training.Metrics;

namespace TaskGrid.Training;

/// <summary>Chooses how a diff's values are stored: the smallest format that leaves the dev metric as it is.</summary>
internal static class ValueFormatChoice
{
    private const string Automatic = "auto";

    /// <summary>Tries formats from the smallest.</summary>
    /// <param name="trained">The task with exact values.</param>
    /// <param name="wanted"><c>auto</c>, or the name of one format.</param>
    /// <param name="metric">The dev metric.</param>
    /// <param name="evaluate">The dev metric of a candidate.</param>
    /// <returns>The task with the values as they will be read back, the format, and its dev metric.</returns>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: no such format, or a value is beyond
    /// its range.</exception>
    public static (TaskDiff Task, ValueFormat Format, double Value) Choose(
        TaskDiff trained, string wanted, Metric metric, Func<TaskDiff, double> evaluate)
    {
        if (wanted != Automatic)
        {
            var format = ValueFormatNames.Parse(wanted);
            var task = Rounded(trained, format);
            return (task, format, evaluate(task));
        }

        var exact = evaluate(trained);
        foreach (var format in ValueCodec.SmallestFirst(trained.Diff))
        {
            if (format == ValueFormat.Fp32) break;
            if (!ValueCodec.CanRepresent(trained.Diff.Values, format)) continue;
            var task = Rounded(trained, format);
            var value = evaluate(task);
            if (!metric.IsBetter(exact, value)) return (task, format, value);
        }

        return (trained, ValueFormat.Fp32, exact);
    }

    private static TaskDiff Rounded(TaskDiff task, ValueFormat format) =>
        task with { Diff = ValueCodec.RoundTrip(task.Diff, format) };
}
