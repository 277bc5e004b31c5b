namespace TaskGrid.Benchmarks.Output;

/// <summary>A table in Markdown; the first column is flush left, the others flush right.</summary>
internal sealed class MarkdownTable(params IReadOnlyList<string> headings)
{
    private readonly List<IReadOnlyList<string>> _rows = [];

    /// <summary>Adds a row with as many cells as there are headings.</summary>
    public void Add(params IReadOnlyList<string> cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Count, headings.Count);
        _rows.Add(cells);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var rule = headings.Select((_, column) => column == 0 ? "---" : "---:");
        return string.Concat(
            _rows.Prepend([.. rule]).Prepend(headings).Select(row => $"| {string.Join(" | ", row)} |\n"));
    }
}
