namespace TaskGrid.Cli.Output;

/// <summary>Rows under headings, each column as wide as its widest cell; in a pipe too.</summary>
internal sealed class TextTable(params string[] headings)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row with as many cells as there are headings.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Prints the table; columns that hold only numbers are flush right.</summary>
    public void Write(TextWriter writer)
    {
        var widths = headings.Select((heading, c) => _rows.Select(row => row[c].Length).Append(heading.Length).Max())
            .ToArray();
        var numeric = headings.Select((_, c) => _rows.Count > 0 && _rows.All(row => IsNumber(row[c]))).ToArray();
        foreach (var row in _rows.Prepend(headings))
        {
            var cells = row.Select((cell, c) => numeric[c] ? cell.PadLeft(widths[c]) : cell.PadRight(widths[c]));
            writer.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }

    private static bool IsNumber(string cell) => cell.Length > 0 && (char.IsAsciiDigit(cell[^1]) || cell[^1] == '%')
        && cell.All(c => char.IsAsciiDigit(c) || ".,-+eE %".Contains(c, StringComparison.Ordinal));
}
