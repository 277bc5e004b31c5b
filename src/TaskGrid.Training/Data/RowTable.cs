using System.Globalization;
using TaskGrid.Training.Data.Columns;
using TaskGrid.Training.Data.Reading;

namespace TaskGrid.Training.Data;

/// <summary>The labelled rows of one file before their labels are given a meaning.</summary>
/// <param name="File">The file's name without folders, for messages.</param>
/// <param name="Rows">Rows in file order.</param>
/// <param name="Columns">Where they were read; null: chats, or no row.</param>
internal sealed record RowTable(string File, IReadOnlyList<RawRow> Rows, DataColumns? Columns)
{
    /// <summary>The most rows of a file: more would not fit the memory of a process that does other things too.</summary>
    public const int MaxRows = 5_000_000;

    private const int MaxPooledLabels = 10_000;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="pairs">Whether the rows must be pairs; null when the file decides.</param>
    /// <param name="problems">Takes what is wrong with single rows.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TooLarge"/>: it has more rows.</exception>
    public static RowTable Load(
        string path,
        DataColumns columns,
        bool? pairs,
        RowProblems problems,
        CancellationToken cancellationToken) =>
        Load(path, columns, pairs, problems, MaxRows, cancellationToken);

    /// <summary>As the other one, with another limit.</summary>
    internal static RowTable Load(
        string path,
        DataColumns columns,
        bool? pairs,
        RowProblems problems,
        int maxRows,
        CancellationToken cancellationToken)
    {
        var file = Path.GetFileName(path);
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        var rows = new List<RawRow>();
        using var stream = DataFile.Open(path);
        var format = DataFormatExtension.Labelled(path, stream);
        stream.Position = 0;
        DataColumns? read = null;
        var request = new ColumnRequest(columns, Labelled: true, pairs, found => read ??= found);
        foreach (var row in RowReader.Read(stream, file, format, request, problems.Of(file)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (rows.Count == maxRows)
                throw new TaskGridException(
                    ErrorCodes.TooLarge,
                    string.Create(
                        CultureInfo.InvariantCulture, $"{file} has more than {maxRows:N0} rows, the most that are read."));
            rows.Add(row with { Label = Pool(labels, row.Label) });
        }

        return new RowTable(file, rows, read);
    }

    // Few labels occur in very many rows; one string each is enough.
    private static string Pool(Dictionary<string, string> labels, string label)
    {
        if (labels.TryGetValue(label, out var known))
        {
            return known;
        }

        if (labels.Count < MaxPooledLabels)
        {
            labels.Add(label, label);
        }

        return label;
    }
}
