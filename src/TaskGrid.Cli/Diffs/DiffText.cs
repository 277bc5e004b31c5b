using System.Globalization;
using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Diffs;

/// <summary>A diff as text.</summary>
internal static class DiffText
{
    /// <summary>Prints all that is known of a diff, and its entries by tensor.</summary>
    public static Action<TextWriter> Of(DiffSummary diff) => writer =>
    {
        new FieldList()
            .Add("file", $"{diff.Path}, {Readable.Bytes(diff.FileBytes)}, format {diff.FormatVersion}")
            .Add("sha256", diff.Sha256)
            .Add("base", diff.BaseFingerprint)
            .Add("kind", diff.Kind)
            .Add("labels", diff.Labels.Count == 0 ? "none" : string.Join(", ", diff.Labels))
            .Add(
                "nonzeros",
                $"{Readable.Count(diff.Nonzeros)} = {Readable.Percent(diff.Density)} of "
                + $"{Readable.Count(diff.Parameters)} parameters")
            .Add(
                "positions",
                $"{Readable.Bytes(diff.PositionBytes)}, "
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"{diff.BitsPerPosition:0.000} bits each, {diff.EntropyBitsPerPosition:0.000} at the entropy"))
            .Add("values", $"{Readable.Bytes(diff.ValueBytes)} ({diff.ValueFormat})")
            .Add("head", Readable.Bytes(diff.HeadBytes))
            .Add("training", diff.TrainingRecordJson)
            .Write(writer);
        writer.WriteLine();
        var table = new TextTable("tensor", "parameters", "nonzeros", "density");
        foreach (var tensor in diff.Tensors)
        {
            table.Add(
                tensor.Name, Readable.Count(tensor.Parameters), Readable.Count(tensor.Nonzeros),
                Readable.Percent((double)tensor.Nonzeros / tensor.Parameters));
        }

        table.Write(writer);
    };
}
