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
    /// <param name="counts">How the entries fall into its tensors.</param>
    /// <param name="indices">Flat indices [k], strictly increasing, within the layout.</param>
    public static byte[] Encode(ParameterLayout layout, EntryCounts counts, ReadOnlySpan<int> indices)
    {
        var (table, low, unary) = (new BitWriter(), new BitWriter(), new BitWriter());
        for (var t = 0; t < counts.Tensors; t++)
        {
            var tensor = layout.Tensors[t];
            PositionTable.WriteCount(table, counts[t], tensor, counts.Total, layout.Count);
            if (PositionTable.IsCoded(counts[t], tensor))
                EncodeTensor(indices[counts.Range(t)], tensor, table, low, unary);
        }

        var (tableBytes, lowBytes, unaryBytes) = (table.ToArray(1), low.ToArray(1), unary.ToArray(UnaryWordBytes));
        var header = new byte[HeaderBytes];
        BinaryPrimitives.WriteInt32LittleEndian(header, counts.Total);
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
}
