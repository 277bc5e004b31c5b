using System.Buffers.Binary;

namespace TaskGrid.Diffs.Positions;

/// <summary>Writes the positions of a diff: see "Positions" in <c>docs/specs/diff-format.md</c>.</summary>
internal static class PositionEncoder
{
    /// <summary>Bytes before the table: entries and bytes of the table.</summary>
    public const int HeaderBytes = 2 * sizeof(uint);

    /// <summary>The unary section is read in words of this many bytes.</summary>
    public const int UnaryWordBytes = sizeof(ulong);

    /// <summary>The whole payload of the positions record.</summary>
    /// <param name="layout">The base's layout.</param>
    /// <param name="indices">Flat indices [k], strictly increasing, within the layout.</param>
    public static byte[] Encode(ParameterLayout layout, ReadOnlySpan<int> indices)
    {
        var (table, low, unary) = (new BitWriter(), new BitWriter(), new BitWriter());
        var total = indices.Length;
        foreach (var tensor in layout.Tensors)
        {
            var count = CountBelow(indices, tensor.End);
            PositionTable.WriteCount(table, count, tensor, total, layout.Count);
            if (PositionTable.IsCoded(count, tensor)) EncodeTensor(indices[..count], tensor, table, low, unary);
            indices = indices[count..];
        }

        var (tableBytes, lowBytes, unaryBytes) = (table.ToArray(1), low.ToArray(1), unary.ToArray(UnaryWordBytes));
        var header = new byte[HeaderBytes];
        BinaryPrimitives.WriteInt32LittleEndian(header, total);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(sizeof(uint)), tableBytes.Length);
        return [.. header, .. tableBytes, .. lowBytes, .. unaryBytes];
    }

    private static void EncodeTensor(
        ReadOnlySpan<int> indices, TensorSpec tensor, BitWriter table, BitWriter low, BitWriter unary)
    {
        Span<int> gaps = stackalloc int[RiceParameter.BlockEntries];
        var k = RiceParameter.Predict(indices.Length, tensor.Count);
        var previous = tensor.Offset - 1;
        while (!indices.IsEmpty)
        {
            var block = gaps[..Math.Min(gaps.Length, indices.Length)];
            for (var j = 0; j < block.Length; j++)
            {
                block[j] = indices[j] - previous - 1;
                previous = indices[j];
            }

            var expected = k;
            k = RiceParameter.Choose(block, expected);
            PositionTable.WriteParameter(table, k, expected);
            foreach (var gap in block)
            {
                low.Write((uint)(gap & (int)((1L << k) - 1)), k);
                unary.WriteUnary(gap >> k);
            }

            indices = indices[block.Length..];
        }
    }

    private static int CountBelow(ReadOnlySpan<int> indices, int end)
    {
        var position = indices.BinarySearch(end);
        return position < 0 ? ~position : position;
    }
}
