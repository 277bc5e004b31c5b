using System.Globalization;
using TaskGrid.Training.Data.Columns;

namespace TaskGrid.Training.Data.Reading;

/// <summary>Rows of a table whose first record names the columns.</summary>
internal static class TabularRows
{
    /// <summary>Reads rows lazily.</summary>
    /// <param name="records">Records of the file, the header first.</param>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="request">The columns that are needed.</param>
    /// <param name="report">Takes what is wrong with single rows.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.ColumnNotFound"/>: no such column, or no header.
    /// </exception>
    public static IEnumerable<RawRow> Read(
        IEnumerable<FieldRecord> records, string file, ColumnRequest request, ReportProblem report)
    {
        ColumnMap? map = null;
        var headerIsLabel = false;
        var next = 0L;
        foreach (var (line, fields) in records)
        {
            // In a table of one column an empty line is an empty text: answers are matched to inputs by their order.
            if (!request.Labelled && map?.Names.Count == 1 && line > next) report(next, "the text is empty");
            next = line + 1 + fields.Sum(Breaks);
            if (map is null)
            {
                map = ReadHeader(fields, file, request);
                continue;
            }

            if (fields.Length != map.Names.Count)
            {
                report(line, Count(fields.Length) + $", but the header has {map.Names.Count}");
                continue;
            }

            var pair = map.Pairs ? fields[map.TextPair] : null;
            var label = request.Labelled ? fields[map.Label] : null;
            if (map.LabelByPosition && !headerIsLabel && label == map.Names[map.Label])
            {
                headerIsLabel = true;
                report(1, $"looks like data, not like a header: '{label}' is also the label of line {line}");
            }

            if (RowCheck.Complete(line, fields[map.Text], pair, label, report) is { } row)
            {
                yield return row;
            }
        }
    }

    private static ColumnMap ReadHeader(string[] fields, string file, ColumnRequest request)
    {
        var map = ColumnGuess.Resolve(file, Array.ConvertAll(fields, field => field.Trim()), request, ordered: true);
        if (map.LabelByPosition && double.TryParse(map.Names[map.Label], CultureInfo.InvariantCulture, out _))
        {
            throw new TaskGridException(
                ErrorCodes.ColumnNotFound,
                $"{file} has no header: its first line ends in the number '{map.Names[map.Label]}'. Write the names of "
                + "the columns there, for example: sentence, label.");
        }

        // In labelled files the label tells.
        var text = map.Names[map.Text];
        if (!request.Labelled && request.Names.Text is null && text.Contains(' ') && !UsualNames.IsText(text))
        {
            throw new TaskGridException(
                ErrorCodes.ColumnNotFound,
                $"{file} has no header: '{text}' does not look like a column's name. Write a name there, for example: text; or "
                + "name the column with --text-column; or give plain lines with the extension .txt.");
        }

        return map;
    }

    // Lines that a quoted field goes on for.
    private static int Breaks(string field) => field.AsSpan().Count('\n') + field.AsSpan().Count('\r');

    private static string Count(int fields) => fields == 1 ? "1 field" : $"{fields} fields";
}
