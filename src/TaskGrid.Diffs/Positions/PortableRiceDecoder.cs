using System.Buffers.Binary;
using System.Numerics;

namespace TaskGrid.Diffs.Positions;

/// <summary>Decodes entry by entry, on any processor.</summary>
internal sealed class PortableRiceDecoder : RiceDecoder
{
    /// <inheritdoc/>
    public override string Name => "portable";

    /// <inheritdoc/>
    public override void Decode(ref RiceCursor cursor, int k, Span<int> indices)
    {
        var low = cursor.Low;
        var unary = cursor.Unary;
        var mask = (1UL << k) - 1;
        var start = cursor.UnaryBit;
        var (wordStart, lowBit) = (start & ~63L, cursor.LowBit);
        var word = Word(unary, wordStart) & ulong.MaxValue << (int)(start & 63);
        var (previousOne, index) = (start - 1, (long)cursor.Previous);
        for (var j = 0; j < indices.Length; j++)
        {
            while (word == 0)
            {
                wordStart += 64;
                if (wordStart - start > RiceParameter.MaxUnaryBits) throw RiceCursor.TooLong();
                word = Word(unary, wordStart);
            }

            var one = wordStart + BitOperations.TrailingZeroCount(word);
            word &= word - 1;
            var bits = BinaryPrimitives.ReadUInt64LittleEndian(low[(int)(lowBit >> 3)..]) >> (int)(lowBit & 7);
            index += (one - previousOne - 1 << k) + (long)(bits & mask) + 1;
            indices[j] = (int)index;
            previousOne = one;
            lowBit += k;
        }

        if (previousOne + 1 - start > RiceParameter.MaxUnaryBits) throw RiceCursor.TooLong();
        cursor.Advance(previousOne + 1 - start, lowBit - cursor.LowBit, index);
    }

    private static ulong Word(ReadOnlySpan<byte> unary, long bit) =>
        BinaryPrimitives.ReadUInt64LittleEndian(unary[(int)(bit >> 3)..]);
}
