using System.Globalization;
using System.Text;

namespace TaskGrid.Training.Data.Reading;

/// <summary>Lines of files as a short text: <c>a.tsv lines 3-9, 12; b.tsv lines 4</c>.</summary>
internal sealed class LineRanges
{
    // A file may have millions of lines that are not adjacent; a range takes at most some 15 characters.
    private const int MaxRanges = 250;

    private readonly List<(string File, long First, long Last)> _ranges = [];
    private bool _hasMore;

    /// <summary>Adds a line.</summary>
    public void Add(string file, long line)
    {
        if (_ranges is [.., var range] && range.File == file && range.Last + 1 == line && !_hasMore)
            _ranges[^1] = range with { Last = line };
        else if (_ranges.Count < MaxRanges)
            _ranges.Add((file, line, line));
        else
            _hasMore = true;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        string? written = null;
        foreach (var (file, first, last) in _ranges)
        {
            if (written == file) text.Append(", ");
            else text.Append(written is null ? "" : "; ").Append(file).Append(" lines ");
            written = file;
            text.Append(CultureInfo.InvariantCulture, $"{first}");
            if (last > first) text.Append(CultureInfo.InvariantCulture, $"-{last}");
        }

        return text.Append(_hasMore ? ", …" : "").ToString();
    }
}
