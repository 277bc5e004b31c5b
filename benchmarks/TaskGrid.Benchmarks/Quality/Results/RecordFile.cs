using System.Text;
using CsvHelper;

namespace TaskGrid.Benchmarks.Quality.Results;

/// <summary>Records as CSV, one line each.</summary>
/// <typeparam name="T">What a line holds.</typeparam>
/// <param name="path">The file; it need not exist.</param>
internal sealed class RecordFile<T>(string path)
    where T : class
{
    private static readonly string Header = RecordColumns<T>.Line(RecordColumns<T>.Names);

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>All records, the oldest first.</summary>
    /// <exception cref="TaskGridException">A line cannot be read.</exception>
    public IReadOnlyList<T> Read()
    {
        if (!File.Exists(path)) return [];
        using var stream = File.OpenRead(path);
        var options = new CsvReaderOptions { HasHeader = false, TrackLineNumbers = true };
        using var reader = CsvReader.Create(stream, options);
        if (!reader.Read()) return [];
        var header = Fields(reader);
        var records = new List<T>();
        while (reader.Read())
        {
            var fields = Fields(reader);
            try
            {
                if (fields.Length != header.Length)
                    throw new FormatException($"it has {fields.Length} fields, the header {header.Length}");
                records.Add(RecordColumns<T>.Parse(
                    header.Zip(fields).ToDictionary(pair => pair.First, pair => pair.Second)));
            }
            catch (FormatException problem)
            {
                throw new TaskGridException(
                    ErrorCodes.DataInvalid,
                    $"{path}, line {reader.LineNumber}, is not one of its records: {problem.Message}. Mend or delete that line.",
                    null,
                    problem);
            }
        }

        return records;
    }

    /// <summary>Adds a record; it is on the disk when the call returns.</summary>
    public void Append(T record)
    {
        CreateFolder();
        using var stream = new FileStream(path, FileMode.Append, FileAccess.Write);
        // Written in one piece, so that an interrupted process leaves a whole line or none.
        var header = stream.Length == 0 ? Header : "";
        stream.Write(Encoding.UTF8.GetBytes(header + Line(record)));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Writes the file anew, whole or not at all.</summary>
    public void Replace(IEnumerable<T> records)
    {
        CreateFolder();
        File.WriteAllText(path + ".new", Header + string.Concat(records.Select(Line)));
        File.Move(path + ".new", path, overwrite: true);
    }

    private void CreateFolder() =>
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);

    private static string Line(T record) => RecordColumns<T>.Line(RecordColumns<T>.Fields(record));

    private static string[] Fields(CsvReader reader) =>
        [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];
}
