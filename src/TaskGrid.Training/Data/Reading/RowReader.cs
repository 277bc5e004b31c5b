using TaskGrid.Training.Data.Columns;

namespace TaskGrid.Training.Data.Reading;

/// <summary>Reads rows in any format.</summary>
internal static class RowReader
{
    /// <summary>Reads rows lazily; memory is bounded by the longest row.</summary>
    /// <param name="stream">The file's content.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="format">Its format; null: JSONL when the first character that is not blank is <c>{</c>, else plain
    /// text.</param>
    /// <param name="request">The columns that are needed.</param>
    /// <param name="report">Takes what is wrong with single rows; the reader then goes on.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DataInvalid"/> (not UTF-8, or a JSON array),
    /// <see cref="ErrorCodes.ColumnNotFound"/>, <see cref="ErrorCodes.FileNotFound"/> (cannot be read).</exception>
    public static IEnumerable<RawRow> Read(
        Stream stream, string file, DataFormat? format, ColumnRequest request, ReportProblem report)
    {
        var rows = format switch
        {
            DataFormat.Csv => TabularRows.Read(CsvRecords.Read(stream, file, report), file, request, report),
            DataFormat.Tsv => TabularRows.Read(TsvRecords.Read(Lines(stream, file), report), file, request, report),
            DataFormat.Jsonl => JsonlRows.Read(Lines(stream, file), file, request, report),
            DataFormat.Text => PlainTextRows.Read(Lines(stream, file), request.Pairs == true, report),
            _ => Recognize(Lines(stream, file), file, request, report),
        };
        return DataFile.Guard(rows, file);
    }

    private static IEnumerable<TextLine> Lines(Stream stream, string file) =>
        new Utf8LineReader(stream, file).ReadLines();

    // A text may begin with a bracket, as [MASK] does.
    private static bool BeginsArray(string line) =>
        line.StartsWith('[') && (line.Length == 1 || line.AsSpan(1).TrimStart()[0] is '{' or '"');

    private static IEnumerable<RawRow> Recognize(
        IEnumerable<TextLine> lines, string file, ColumnRequest request, ReportProblem report)
    {
        using var enumerator = lines.GetEnumerator();
        var head = new List<TextLine>();
        while (enumerator.MoveNext())
        {
            head.Add(enumerator.Current);
            if (!string.IsNullOrWhiteSpace(enumerator.Current.Text))
            {
                break;
            }
        }

        var all = head.Concat(Rest(enumerator));
        var start = head.Count == 0 ? "" : head[^1].Text?.Trim() ?? "";
        if (BeginsArray(start))
            throw new TaskGridException(
                ErrorCodes.DataInvalid,
                $"{file} begins as a JSON array does, which is no text. Inputs in JSON are objects, one a line (.jsonl).");
        var json = start.StartsWith('{');
        var rows = json
            ? JsonlRows.Read(all, file, request, report)
            : PlainTextRows.Read(all, request.Pairs == true, report);
        foreach (var row in rows)
        {
            yield return row;
        }
    }

    private static IEnumerable<TextLine> Rest(IEnumerator<TextLine> lines)
    {
        while (lines.MoveNext())
        {
            yield return lines.Current;
        }
    }
}
