using System.Numerics;

namespace TaskGrid.Diffs.Positions;

/// <summary>
/// How many entries each tensor has, and the Rice parameter of each block of <see cref="RiceParameter.BlockEntries"/>
/// entries. In the file it is a stream of bits, tensor by tensor: the count as an exp-Golomb code of order
/// ⌊log₂(share of the entries if they were spread evenly)⌋; then for each block a 0 for the parameter that is expected
/// (of the first block: what <see cref="RiceParameter.Predict"/> says; else the one of the block before), or a 1 and
/// five bits. A tensor with no entry, or with all of them, has no blocks.
/// </summary>
internal sealed class PositionTable
{
    private PositionTable(EntryCounts counts, byte[] parameters) => (Counts, Parameters) = (counts, parameters);

    /// <summary>Entries of each tensor.</summary>
    public EntryCounts Counts { get; }

    /// <summary>Rice parameters of all blocks, tensor by tensor.</summary>
    public byte[] Parameters { get; }

    /// <summary>Whether a tensor's positions are coded, which they are not when it has none or all.</summary>
    public static bool IsCoded(int count, TensorSpec tensor) => count > 0 && count < tensor.Count;

    /// <summary>Blocks of a coded tensor.</summary>
    public static int Blocks(int count) => (count - 1) / RiceParameter.BlockEntries + 1;

    /// <summary>Writes the count of one tensor.</summary>
    public static void WriteCount(BitWriter writer, int count, TensorSpec tensor, int total, int parameters)
    {
        var order = Order(tensor, total, parameters);
        var high = (uint)(count >> order) + 1;
        var length = BitOperations.Log2(high);
        writer.WriteUnary(length);
        writer.Write(high - (1u << length), length);
        writer.Write((uint)(count & (1 << order) - 1), order);
    }

    /// <summary>Writes the parameter of one block.</summary>
    public static void WriteParameter(BitWriter writer, int parameter, int expected)
    {
        if (parameter == expected) writer.Write(0, RiceParameter.SameBits);
        else writer.Write((uint)parameter << 1 | 1, RiceParameter.SpelledBits);
    }

    /// <summary>Reads a table and checks it against the layout.</summary>
    /// <param name="bytes">The whole table.</param>
    /// <param name="layout">The base's layout.</param>
    /// <param name="total">Entries of all tensors.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>.</exception>
    public static PositionTable Read(ReadOnlySpan<byte> bytes, ParameterLayout layout, int total)
    {
        var reader = new BitReader(bytes);
        var counts = new int[layout.Tensors.Length];
        var blocks = new List<byte>();
        var left = total;
        for (var t = 0; t < counts.Length; t++)
        {
            var tensor = layout.Tensors[t];
            var count = counts[t] = reader.ReadExpGolomb(Order(tensor, total, layout.Count));
            if (count > tensor.Count)
                throw DiffErrors.Invalid($"tensor '{tensor.Name}' has {tensor.Count} parameters but {count} entries");
            if (count > left) throw DiffErrors.Invalid($"the tensors hold more than {total} entries");
            left -= count;
            if (IsCoded(count, tensor)) ReadParameters(ref reader, blocks, count, tensor);
        }

        if (left > 0) throw DiffErrors.Invalid($"the tensors hold {total - left} entries instead of {total}");
        if (!reader.AtEnd) throw DiffErrors.Invalid("something follows the table of positions");
        return new PositionTable(EntryCounts.Of(counts), [.. blocks]);
    }

    private static void ReadParameters(ref BitReader reader, List<byte> blocks, int count, TensorSpec tensor)
    {
        var expected = RiceParameter.Predict(count, tensor.Count);
        for (var b = Blocks(count); b > 0; b--)
        {
            if (reader.Read(RiceParameter.SameBits) == 1)
                expected = (int)reader.Read(RiceParameter.SpelledBits - RiceParameter.SameBits);
            blocks.Add((byte)expected);
        }
    }

    private static int Order(TensorSpec tensor, int total, int parameters) =>
        BitReader.ExpGolombOrder((long)tensor.Count * total / parameters);
}
