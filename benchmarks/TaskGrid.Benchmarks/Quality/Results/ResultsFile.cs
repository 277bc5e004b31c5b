using System.Text;
using CsvHelper;

namespace TaskGrid.Benchmarks.Quality.Results;

/// <summary>Finished runs as CSV, one line each, written as soon as a run is finished.</summary>
/// <param name="path">The file; it need not exist.</param>
internal sealed class ResultsFile(string path)
{
    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>All results, the oldest first.</summary>
    /// <exception cref="TaskGridException">A line cannot be read.</exception>
    public IReadOnlyList<QualityResult> Read()
    {
        if (!File.Exists(path)) return [];
        using var stream = File.OpenRead(path);
        var options = new CsvReaderOptions { HasHeader = false, TrackLineNumbers = true };
        using var reader = CsvReader.Create(stream, options);
        if (!reader.Read()) return [];
        var header = Fields(reader);
        var results = new List<QualityResult>();
        while (reader.Read())
        {
            var fields = Fields(reader);
            try
            {
                if (fields.Length != header.Length)
                    throw new FormatException($"it has {fields.Length} fields, the header {header.Length}");
                results.Add(ResultColumns.Parse(
                    header.Zip(fields).ToDictionary(pair => pair.First, pair => pair.Second)));
            }
            catch (FormatException problem)
            {
                throw new TaskGridException(
                    ErrorCodes.DataInvalid,
                    $"{path}, line {reader.LineNumber}, is not a result: {problem.Message}. Mend or delete that line.",
                    null,
                    problem);
            }
        }

        return results;
    }

    /// <summary>Adds a result; it is on the disk when the call returns.</summary>
    public void Append(QualityResult result)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        using var stream = new FileStream(path, FileMode.Append, FileAccess.Write);
        // Written in one piece, so that an interrupted process leaves a whole line or none.
        var header = stream.Length == 0 ? ResultColumns.Line(ResultColumns.Names) : "";
        stream.Write(Encoding.UTF8.GetBytes(header + ResultColumns.Line(ResultColumns.Fields(result))));
        stream.Flush(flushToDisk: true);
    }

    private static string[] Fields(CsvReader reader) =>
        [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];
}
