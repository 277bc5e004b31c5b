using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace TaskGrid.Benchmarks.Quality.Results;

/// <summary>Finished runs as CSV, one line each, written as soon as a run is finished.</summary>
/// <param name="path">The file; it need not exist.</param>
internal sealed class ResultsFile(string path)
{
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>All results, the oldest first.</summary>
    /// <exception cref="TaskGridException">A line cannot be read.</exception>
    public IReadOnlyList<QualityResult> Read()
    {
        if (!File.Exists(path)) return [];
        using var reader = new StreamReader(path);
        using var csv = new CsvReader(reader, Format);
        csv.Context.RegisterClassMap<ResultMap>();
        try
        {
            return [.. csv.GetRecords<QualityResult>()];
        }
        catch (CsvHelperException problem)
        {
            throw new TaskGridException(
                ErrorCodes.DataInvalid,
                $"{path}, line {csv.Context.Parser?.Row}, is not a result. Mend or delete that line.",
                null,
                problem);
        }
    }

    /// <summary>Adds a result, on the disk when the call returns.</summary>
    public void Append(QualityResult result)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        using var stream = new FileStream(path, FileMode.Append, FileAccess.Write);
        var isNew = stream.Length == 0;
        // The line is written in one piece, so that an interrupted process leaves a whole line or none.
        var line = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(line, Format))
        {
            csv.Context.RegisterClassMap<ResultMap>();
            if (isNew)
            {
                csv.WriteHeader<QualityResult>();
                csv.NextRecord();
            }

            csv.WriteRecord(result);
            csv.NextRecord();
        }

        stream.Write(System.Text.Encoding.UTF8.GetBytes(line.ToString()));
        stream.Flush(flushToDisk: true);
    }
}
