using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace TaskGrid.Diffs.Positions;

/// <summary>
/// Reads the payload of a positions record: any tensor by itself, for the start of each tensor's codes is counted when
/// the record is opened.
/// </summary>
internal sealed class PositionDecoder
{
    private readonly ReadOnlyMemory<byte> _low;
    private readonly ReadOnlyMemory<byte> _unary;
    private readonly ParameterLayout _layout;
    private readonly PositionTable _table;
    private readonly TensorStart[] _starts;
    private readonly RiceDecoder _decoder;

    private PositionDecoder(
        ReadOnlyMemory<byte> low, ReadOnlyMemory<byte> unary, ParameterLayout layout, PositionTable table,
        TensorStart[] starts, RiceDecoder decoder) =>
        (_low, _unary, _layout, _table, _starts, _decoder) = (low, unary, layout, table, starts, decoder);

    /// <summary>Entries of each tensor.</summary>
    public EntryCounts Counts => _table.Counts;

    /// <summary>How many entries a payload announces. A few bytes may announce 2³¹ − 1, all parameters of a tensor, so
    /// this number alone does not justify any memory.</summary>
    public static int ReadCount(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < PositionEncoder.HeaderBytes) throw DiffErrors.Invalid("the positions are cut off");
        var total = BinaryPrimitives.ReadInt32LittleEndian(payload);
        return total >= 0 ? total : throw DiffErrors.Invalid($"it announces {(uint)total} entries");
    }

    /// <summary>Reads the table and checks that the streams have the lengths that it asks for.</summary>
    /// <param name="payload">The whole payload; it is kept.</param>
    /// <param name="layout">The base's layout.</param>
    /// <param name="decoder">The variant to decode with.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>.</exception>
    public static PositionDecoder Open(ReadOnlyMemory<byte> payload, ParameterLayout layout, RiceDecoder decoder)
    {
        var total = ReadCount(payload.Span);
        var tableBytes = BinaryPrimitives.ReadUInt32LittleEndian(payload.Span[sizeof(uint)..]);
        var rest = payload[PositionEncoder.HeaderBytes..];
        if (tableBytes > (uint)rest.Length) throw DiffErrors.Invalid("the table of positions is cut off");
        var table = PositionTable.Read(rest.Span[..(int)tableBytes], layout, total);
        rest = rest[(int)tableBytes..];

        var starts = new TensorStart[layout.Tensors.Length + 1];
        CountLowBits(layout, table, starts);
        var lowBytes = (starts[^1].LowBit + 7) / 8;
        if (lowBytes > rest.Length || (rest.Length - lowBytes) % PositionEncoder.UnaryWordBytes != 0)
            throw DiffErrors.Invalid($"{rest.Length} bytes of positions do not fit their table");
        var usedBits = (int)(starts[^1].LowBit % 8);
        if (usedBits > 0 && rest.Span[(int)lowBytes - 1] >> usedBits != 0)
            throw DiffErrors.Invalid("there are bits behind the last position");
        var unary = rest[(int)lowBytes..];
        CountUnaryBits(unary.Span, layout, table, starts);
        return new PositionDecoder(rest, unary, layout, table, starts, decoder);
    }

    /// <summary>Decodes the positions of one tensor.</summary>
    /// <param name="tensor">Number of the tensor in the layout.</param>
    /// <param name="indices">Receives its flat indices; as long as its <see cref="Counts"/> says.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>.</exception>
    public void Decode(int tensor, Span<int> indices)
    {
        var spec = _layout.Tensors[tensor];
        if (indices.Length == spec.Count)
        {
            for (var j = 0; j < indices.Length; j++) indices[j] = spec.Offset + j;
            return;
        }

        var start = _starts[tensor];
        var cursor = new RiceCursor
        {
            Low = _low.Span, LowBit = start.LowBit, Unary = _unary.Span, UnaryBit = start.UnaryBit,
            Previous = spec.Offset - 1, End = spec.End,
        };
        for (var block = start.Block; !indices.IsEmpty; block++)
        {
            var count = Math.Min(RiceParameter.BlockEntries, indices.Length);
            _decoder.Decode(ref cursor, _table.Parameters[block], indices[..count]);
            indices = indices[count..];
        }
    }

    private static void CountLowBits(ParameterLayout layout, PositionTable table, TensorStart[] starts)
    {
        var at = default(TensorStart);
        for (var t = 0; t < table.Counts.Tensors; t++)
        {
            starts[t] = at;
            var left = table.Counts[t];
            if (!PositionTable.IsCoded(left, layout.Tensors[t])) continue;
            for (; left > 0; left -= RiceParameter.BlockEntries)
                at.LowBit += (long)table.Parameters[at.Block++] * Math.Min(left, RiceParameter.BlockEntries);
        }

        starts[^1] = at;
    }

    /// <summary>Finds where each tensor's quotients start: behind the last one of the tensors before.</summary>
    private static void CountUnaryBits(
        ReadOnlySpan<byte> unary, ParameterLayout layout, PositionTable table, TensorStart[] starts)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(unary);
        var (word, onesBefore, wanted) = (0, 0L, 0L);
        for (var t = 0; t < table.Counts.Tensors; t++)
        {
            starts[t].UnaryBit = Locate(words, wanted, ref word, ref onesBefore);
            if (PositionTable.IsCoded(table.Counts[t], layout.Tensors[t])) wanted += table.Counts[t];
        }

        var end = Locate(words, wanted, ref word, ref onesBefore);
        var isPadding = (end + 63) / 64 == words.Length && (end % 64 == 0 || words[^1] >> (int)(end % 64) == 0);
        if (!isPadding) throw DiffErrors.Invalid("there are quotients behind the last position");
    }

    /// <summary>The bit behind the wanted number of ones.</summary>
    /// <param name="words">The unary stream.</param>
    /// <param name="wanted">Ones that come before, at least as many as in the call before.</param>
    /// <param name="word">The word that was reached.</param>
    /// <param name="onesBefore">Ones in the words before it.</param>
    private static long Locate(ReadOnlySpan<ulong> words, long wanted, ref int word, ref long onesBefore)
    {
        if (wanted == 0) return 0;
        while (true)
        {
            if (word == words.Length) throw DiffErrors.Invalid("the quotients of the positions are cut off");
            var ones = BitOperations.PopCount(words[word]);
            if (onesBefore + ones >= wanted) break;
            onesBefore += ones;
            word++;
        }

        var rest = words[word];
        for (var skip = wanted - onesBefore; skip > 1; skip--) rest &= rest - 1;
        return word * 64L + BitOperations.TrailingZeroCount(rest) + 1;
    }

    private struct TensorStart
    {
        public int Block;
        public long LowBit;
        public long UnaryBit;
    }
}
