using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Training;

/// <summary>The outcome of a training as text.</summary>
internal static class TrainText
{
    private const int MaxLabels = 8;

    /// <summary>What was learnt from, metric, sizes and what it took.</summary>
    public static FieldList Fields(TrainResult result)
    {
        var fields = new FieldList()
            .Add("task", $"{result.Task}, version {result.Version}, on base {result.Base}");
        if (result.Columns is { } columns) fields.Add("columns", ColumnsText(columns));
        if (result.Labels is { Count: > 0 } labels) fields.Add("labels", LabelsText(labels));
        return fields
            .Add("method", $"{result.Method}, seed {result.Seed}, {result.Precision}, {result.Device}, threads: {result.Threads}")
            .Add(
                $"dev {MetricText.Of(result.Metric, result.Positive)}",
                $"{Readable.Score(result.Value)} on {Readable.Count(result.DevRows)} rows "
                + $"({Readable.Score(result.MajorityValue)} by a constant guess)")
            .Add(
                "nonzeros",
                $"{Readable.Count(result.Nonzeros)} = {Readable.Percent(result.Density)} of all "
                + $"{Readable.Count(result.Parameters)} parameters")
            .Add(
                "",
                $"{Readable.Percent(result.NonEmbeddingDensity)} of the "
                + $"{Readable.Count(result.NonEmbeddingParameters)} outside the embeddings")
            .Add(
                "stored",
                $"diff {Readable.Bytes(result.DiffBytes)} ({result.ValueFormat}), head {Readable.Bytes(result.HeadBytes)}, "
                + $"file {Readable.Bytes(result.FileBytes)}")
            .Add(
                "took",
                $"{Readable.Duration(TimeSpan.FromSeconds(result.Seconds))} for {Readable.Count(result.Steps)} steps over "
                + $"{Readable.Count(result.TrainRows)} rows");
    }

    private static string ColumnsText(DataColumns columns) => columns.TextPair is { } pair
        ? $"texts '{columns.Text}' and '{pair}', label '{columns.Label}'"
        : $"text '{columns.Text}', label '{columns.Label}'";

    // A label of one row may be another one, misspelt.
    private static string LabelsText(IReadOnlyList<LabelRows> labels)
    {
        var shown = labels.Count <= MaxLabels ? labels : [.. labels.Take(MaxLabels - 2), labels[^1]];
        var texts = shown.Select(label => $"{Short(label.Label)} {Readable.Count(label.Rows)}").ToList();
        if (shown.Count < labels.Count) texts.Insert(MaxLabels - 2, "…");
        var text = string.Join(", ", texts) + " (rows)";
        return labels[^1].Rows > 1 ? text : $"{text}; is '{Short(labels[^1].Label)}' a label of its own?";
    }

    private static string Short(string label) => label.Length <= 40 ? label : label[..40] + "…";
}
