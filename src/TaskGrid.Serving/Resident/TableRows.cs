using System.Numerics;

namespace TaskGrid.Serving.Resident;

/// <summary>
/// Which entries each row of the embedding tables has: a bit an entry and a bit a row, for each row as many ones as it has entries, then a
/// zero. Every 32nd row says how many entries come before it.
/// </summary>
internal sealed class TableRows
{
    private const int SampledRows = 32, WordBits = 64;

    private readonly ulong[] _bits;
    private readonly int[] _before;

    /// <summary>Reads where rows begin.</summary>
    /// <param name="indices">Flat indices of entries, ascending; the tables begin at 0.</param>
    /// <param name="rows">Rows of the tables.</param>
    /// <param name="width">Features of a row.</param>
    public TableRows(ReadOnlySpan<int> indices, int rows, int width)
    {
        var bits = (long)indices.Length + rows;
        _bits = new ulong[(bits + WordBits - 1) / WordBits];
        _before = new int[(rows + SampledRows - 1) / SampledRows];
        var entry = 0;
        for (var row = 0; row < rows; row++)
        {
            if (row % SampledRows == 0) _before[row / SampledRows] = entry;
            for (; entry < indices.Length && indices[entry] / width == row; entry++)
            {
                var bit = (long)entry + row;
                _bits[bit / WordBits] |= 1UL << (int)(bit % WordBits);
            }
        }
    }

    /// <summary>Bytes of the arrays.</summary>
    public long Bytes => ((long)_bits.Length * sizeof(ulong)) + ((long)_before.Length * sizeof(int));

    /// <summary>The entries of a row.</summary>
    public (int Start, int End) this[int row]
    {
        get
        {
            var bit = (long)_before[row / SampledRows] + (row & -SampledRows);
            for (var rows = row % SampledRows; rows > 0; rows--) bit = NextZero(bit) + 1;
            return ((int)(bit - row), (int)(NextZero(bit) - row));
        }
    }

    private long NextZero(long bit)
    {
        var word = bit / WordBits;
        var zeros = ~_bits[word] & (ulong.MaxValue << (int)(bit % WordBits));
        while (zeros == 0) zeros = ~_bits[++word];
        return (word * WordBits) + BitOperations.TrailingZeroCount(zeros);
    }
}
