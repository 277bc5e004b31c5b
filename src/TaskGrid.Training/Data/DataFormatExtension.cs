namespace TaskGrid.Training.Data;

/// <summary>The format of a data file by the extension of its name.</summary>
public static class DataFormatExtension
{
    /// <summary>Finds the format of labelled data.</summary>
    /// <param name="path">Path of the file; only its extension is looked at, in any case.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: another extension.</exception>
    public static DataFormat Labelled(string path) => Find(path) ?? throw Other(path);

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
