using System.Text;
using System.Text.Json;
using TaskGrid.Training.Data;

namespace TaskGrid.Samples;

/// <summary>The files of a sample task.</summary>
/// <param name="Train">Path of the training rows.</param>
/// <param name="Dev">Path of the development rows.</param>
/// <param name="Test">Path of the test rows.</param>
public sealed record SampleFiles(string Train, string Dev, string Test)
{
    /// <summary>Draws the rows of a task and writes <c>NAME.train</c>, <c>.dev</c> and <c>.test</c> in its format.</summary>
    /// <param name="task">The task.</param>
    /// <param name="folder">An existing folder; files of these names are replaced.</param>
    /// <param name="sizes">How many rows.</param>
    /// <param name="seed">Seed of all choices.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static SampleFiles Write(SampleTask task, string folder, SampleSizes sizes, int seed)
    {
        var rows = SampleRows.Draw(task, sizes, seed);
        return new SampleFiles(
            Write(task, folder, "train", rows.Train),
            Write(task, folder, "dev", rows.Dev),
            Write(task, folder, "test", rows.Test));
    }

    private static string Write(SampleTask task, string folder, string part, IReadOnlyList<SampleRow> rows)
    {
        var path = Path.Combine(folder, $"{task.Name}.{part}.{task.Format.ToString().ToLowerInvariant()}");
        var text = new StringBuilder();
        if (task.Format != DataFormat.Jsonl)
        {
            text.Append(Line(task.Format, rows[0].TextPair is null ? ["text", "label"] : ["text", "text_pair", "label"]));
        }

        foreach (var row in rows)
        {
            text.Append(Line(row, task.Format));
        }

        File.WriteAllText(path, text.ToString());
        return path;
    }

    private static string Line(SampleRow row, DataFormat format)
    {
        var (text, pair, label) = row;
        if (format != DataFormat.Jsonl)
        {
            return Line(format, pair is null ? [text, label] : [text, pair, label]);
        }

        object json = pair is null ? new { text, label } : new { text, text_pair = pair, label };
        return JsonSerializer.Serialize(json) + "\n";
    }

    private static string Line(DataFormat format, string[] fields) => format == DataFormat.Tsv
        ? string.Join('\t', fields) + "\n"
        : string.Join(',', fields.Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n";
}
