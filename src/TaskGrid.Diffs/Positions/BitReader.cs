using System.Numerics;

namespace TaskGrid.Diffs.Positions;

/// <summary>Reads what <see cref="BitWriter"/> wrote, with a check of every bound.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private long _bit;

    /// <summary>Whether only zeros are left, fewer than fill the last byte.</summary>
    public readonly bool AtEnd =>
        (_bit + 7) / 8 == _bytes.Length && (_bit % 8 == 0 || _bytes[^1] >> (int)(_bit % 8) == 0);

    /// <summary>The next bits, lowest first.</summary>
    /// <param name="bits">How many, 0 to 32.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>: the stream is at its end.</exception>
    public uint Read(int bits)
    {
        if (_bit + bits > 8L * _bytes.Length) throw DiffErrors.Invalid("the table of positions ends too early");
        var value = 0u;
        for (var done = 0; done < bits;)
        {
            var shift = (int)(_bit % 8);
            var taken = Math.Min(8 - shift, bits - done);
            value |= (uint)(_bytes[(int)(_bit / 8)] >> shift & (1 << taken) - 1) << done;
            done += taken;
            _bit += taken;
        }

        return value;
    }

    /// <summary>An exp-Golomb code, see <see cref="PositionTable"/>.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>: it has more than 31 bits.</exception>
    public int ReadExpGolomb(int order)
    {
        var length = 0;
        while (Read(1) == 0) length++;
        if (length + order > 31) throw DiffErrors.Invalid("a count in the table of positions is beyond 2^31");
        var high = (1L << length) - 1 + Read(length);
        var value = (high << order) + Read(order);
        return value <= int.MaxValue ? (int)value
            : throw DiffErrors.Invalid($"a count of {value} positions is beyond 2^31");
    }

    /// <summary>The order that suits values around a mean: ⌊log₂ mean⌋, at least 0.</summary>
    public static int ExpGolombOrder(long mean) => BitOperations.Log2((ulong)Math.Max(mean, 1));
}
