using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Training;

/// <summary>The outcome of a training as text.</summary>
internal static class TrainText
{
    /// <summary>Metric, sizes and what it took.</summary>
    public static FieldList Fields(TrainResult result) => new FieldList()
        .Add("task", $"{result.Task}, version {result.Version}, on base {result.Base}")
        .Add("method", $"{result.Method}, seed {result.Seed}, {result.Precision}, {result.Device}, threads: {result.Threads}")
        .Add(
            $"dev {result.Metric}",
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
