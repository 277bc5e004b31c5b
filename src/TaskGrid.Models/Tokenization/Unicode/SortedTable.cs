namespace TaskGrid.Models;

/// <summary>Binary search in the generated tables, whose rows are sorted by their first numbers.</summary>
internal static class SortedTable
{
    /// <summary>Gives the last row whose first number is at most the key.</summary>
    /// <param name="table">The rows, one after the other; the first row is taken when all are above the key.</param>
    /// <param name="stride">Numbers a row.</param>
    /// <param name="key">What to look for.</param>
    public static ReadOnlySpan<int> RowAtMost(ReadOnlySpan<int> table, int stride, int key)
    {
        var (low, high) = (0, table.Length / stride - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (table[stride * middle] <= key) low = middle;
            else high = middle - 1;
        }

        return table.Slice(stride * low, stride);
    }
}
