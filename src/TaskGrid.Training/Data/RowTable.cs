using TaskGrid.Training.Data.Columns;
using TaskGrid.Training.Data.Reading;

namespace TaskGrid.Training.Data;

/// <summary>The labelled rows of one file before their labels are given a meaning.</summary>
/// <param name="File">The file's name without folders, for messages.</param>
/// <param name="Rows">Rows in file order.</param>
internal sealed record RowTable(string File, IReadOnlyList<RawRow> Rows)
{
    private const int MaxPooledLabels = 10_000;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="pairs">Whether the rows must be pairs; null when the file decides.</param>
    /// <param name="problems">Takes what is wrong with single rows.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static RowTable Load(
        string path, DataColumns columns, bool? pairs, RowProblems problems, CancellationToken cancellationToken)
    {
        var format = DataFormatExtension.Labelled(path);
        var file = Path.GetFileName(path);
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        var rows = new List<RawRow>();
        using var stream = DataFile.Open(path);
        var request = new ColumnRequest(columns, Labelled: true, pairs);
        foreach (var row in RowReader.Read(stream, file, format, request, problems.Of(file)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.Add(row with { Label = Pool(labels, row.Label) });
        }

        return new RowTable(file, rows);
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
