namespace TaskGrid.Serving.Kernels;

/// <summary>
/// Walks the entries of one sparse matrix δ [out, in + 1] block by block, <see cref="SideKernel.BlockRows"/> rows each.
/// Column in is the bias. Within a block rows are ordered by their number of entries, so that a loop over a row's entries
/// runs equally often many times in a row, which a processor foresees.
/// </summary>
internal unsafe struct SideCursor
{
    /// <summary>Column of each entry.</summary>
    public ushort* Columns;

    /// <summary>Value of each entry.</summary>
    public float* Values;

    /// <summary>Each row's number within its block.</summary>
    public byte* Rows;

    /// <summary>Pairs: entries of a row, and how many rows follow that have as many. They add up to the block's rows.
    /// </summary>
    public ushort* Groups;

    /// <summary>Passes over a block without entries.</summary>
    /// <param name="rows">Rows of the block.</param>
    /// <returns>Whether it has none.</returns>
    public bool SkipEmpty(int rows)
    {
        if (Groups[0] != 0 || Groups[1] != rows) return false;
        Groups += 2;
        Rows += rows;
        return true;
    }
}
