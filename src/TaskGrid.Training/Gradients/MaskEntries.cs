namespace TaskGrid.Training.Gradients;

/// <summary>The mask's entries within one weight view, by row and column; entry e is entry Start + e of the mask.</summary>
/// <param name="Start">First entry's number in the mask.</param>
/// <param name="Rows">Row of each entry (output feature, or embedding row).</param>
/// <param name="Columns">Column of each entry.</param>
internal sealed record MaskEntries(int Start, int[] Rows, int[] Columns)
{
    /// <summary>Number of entries.</summary>
    public int Count => Rows.Length;

    /// <summary>First entry of each row, and the end: [rows + 1].</summary>
    public int[] RowStarts(int rows)
    {
        var starts = new int[rows + 1];
        foreach (var row in Rows) starts[row + 1]++;
        for (var r = 0; r < rows; r++) starts[r + 1] += starts[r];
        return starts;
    }

    /// <summary>Finds the entries of a range of the flat buffer.</summary>
    /// <param name="indices">The mask, increasing.</param>
    /// <param name="offset">First flat index of the range.</param>
    /// <param name="count">Length of the range.</param>
    /// <param name="width">Columns of a row.</param>
    public static MaskEntries Of(int[] indices, int offset, int count, int width)
    {
        var start = LowerBound(indices, offset);
        var end = LowerBound(indices, offset + count);
        var (rows, columns) = (new int[end - start], new int[end - start]);
        for (var e = start; e < end; e++)
            (rows[e - start], columns[e - start]) = Math.DivRem(indices[e] - offset, width);
        return new MaskEntries(start, rows, columns);
    }

    private static int LowerBound(int[] indices, int value)
    {
        var at = Array.BinarySearch(indices, value);
        return at < 0 ? ~at : at;
    }
}
