using TaskGrid.Training.Data.Reading;

namespace TaskGrid.Training.Data;

/// <summary>The format of a data file by the extension of its name, else by how it begins.</summary>
public static class DataFormatExtension
{
    /// <summary>Finds the format of labelled data: the one that the extension names, else JSONL when the content begins with <c>{</c>.
    /// </summary>
    /// <param name="path">Path of the file; only its name is looked at.</param>
    /// <param name="content">Its content; where the name tells nothing, its beginning is read.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: it has none of them;
    /// <see cref="ErrorCodes.DataInvalid"/>: it is not UTF-8.</exception>
    public static DataFormat Labelled(string path, Stream content)
    {
        if (Find(path) is { } format) return format;
        var file = Path.GetFileName(path);
        // One line alone: blank ones before it could be very many.
        var first = new Utf8LineReader(content, file).ReadLines().FirstOrDefault();
        return first.Text?.TrimStart().StartsWith('{') == true
            ? DataFormat.Jsonl
            : throw new TaskGridException(
                ErrorCodes.InvalidArgument,
                $"The name '{file}' does not end in .tsv, .csv or .jsonl, and the file does not begin as JSONL does, with '{{': rename it "
                + "after the format that it has.");
    }

    /// <summary>Finds the format of inputs; null: their beginning decides.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: <c>.json</c>, whose lines are no rows.</exception>
    public static DataFormat? Inputs(string path) =>
        Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase) ? throw Other(path) : Find(path);

    /// <summary>Finds the format that an extension names, null when it names none.</summary>
    /// <param name="path">Path of the file.</param>
    public static DataFormat? Find(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".tsv" => DataFormat.Tsv,
        ".csv" => DataFormat.Csv,
        ".jsonl" or ".ndjson" => DataFormat.Jsonl,
        _ => null,
    };

    private static TaskGridException Other(string path) => new(
        ErrorCodes.InvalidArgument,
        $"'{Path.GetFileName(path)}' has the extension '{Path.GetExtension(path)}'. Data files end in .tsv, .csv or "
        + ".jsonl: rename it after the format that it has.");
}
