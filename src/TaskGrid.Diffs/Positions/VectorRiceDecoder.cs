using System.Runtime.CompilerServices;

namespace TaskGrid.Diffs.Positions;

/// <summary>
/// Decodes a block in two steps: first the places of the ones in the unary stream, then many entries at a time by
/// index_j = previous + (ones_j − j) · 2ᵏ + Σ low + j + 1, where the sum over the low parts up to j is a prefix sum.
/// What does not fit 32 bits a lane, or lies too near the end of the streams for wide loads, is left to
/// <see cref="PortableRiceDecoder"/>.
/// </summary>
internal abstract class VectorRiceDecoder : RiceDecoder
{
    /// <summary>Words in which a block's ones lie at most.</summary>
    protected const int MaxWords = RiceParameter.MaxUnaryBits / 64 + 1;

    private const int MaxVectorK = 24; // 7 bits of offset and 24 fit a 32-bit lane; 256 of them sum below 2³²
    private readonly PortableRiceDecoder _portable = new();

    /// <summary>Bytes of one load from the low stream.</summary>
    protected abstract int LoadBytes { get; }

    /// <inheritdoc/>
    [SkipLocalsInit]
    public sealed override void Decode(ref RiceCursor cursor, int k, Span<int> indices)
    {
        var count = indices.Length;
        var lastLoad = (cursor.LowBit + (long)LastLoadedEntry(count) * k) >> 3;
        if (k > MaxVectorK || lastLoad + LoadBytes > cursor.Low.Length)
        {
            _portable.Decode(ref cursor, k, indices);
            return;
        }

        Span<ushort> ones = stackalloc ushort[RiceParameter.BlockEntries + 64];
        var first = (int)(cursor.UnaryBit & 63);
        FindOnes(cursor.Unary[(int)(cursor.UnaryBit >> 6 << 3)..], first, count, ones);
        var unaryBits = ones[count - 1] + 1 - first;
        if (unaryBits > RiceParameter.MaxUnaryBits) throw RiceCursor.TooLong();

        var lowSum = Combine(cursor, k, ones, indices);
        var last = cursor.Previous + ((long)(unaryBits - count) << k) + lowSum + count;
        cursor.Advance(unaryBits, (long)count * k, last);
    }

    /// <summary>The entry whose low bits the last load of a block begins with.</summary>
    protected abstract int LastLoadedEntry(int count);

    /// <summary>Finds the places of the ones, counted from the start of the stream.</summary>
    /// <param name="unary">The unary stream from the block's first word on.</param>
    /// <param name="first">The block's first bit in that word.</param>
    /// <param name="count">How many ones are wanted.</param>
    /// <param name="ones">Receives them, and up to 63 more; has room for 64 more.</param>
    protected abstract void FindOnes(ReadOnlySpan<byte> unary, int first, int count, Span<ushort> ones);

    /// <summary>Writes the indices and returns the sum of all low parts.</summary>
    protected abstract uint Combine(in RiceCursor cursor, int k, ReadOnlySpan<ushort> ones, Span<int> indices);
}
