using System.Buffers.Binary;

namespace TaskGrid.Diffs.Values;

/// <summary>The payload of a values record: see "Values" in <c>docs/specs/diff-format.md</c>.</summary>
internal sealed class ValuePayload
{
    private const int FormatBytes = 1;
    private const int ChunkEntries = 64 * Int8Block.Entries;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly EntryCounts _counts;
    private readonly int[] _scalesBefore;

    private ValuePayload(ReadOnlyMemory<byte> bytes, ValueFormat format, EntryCounts counts) =>
        (_bytes, Format, _counts, _scalesBefore) = (bytes, format, counts, ScalesBefore(counts));

    /// <summary>How the values are stored.</summary>
    public ValueFormat Format { get; }

    /// <summary>Bytes of a payload.</summary>
    public static long ByteLength(EntryCounts counts, ValueFormat format) => format == ValueFormat.Int8
        ? FormatBytes + (long)sizeof(float) * ScalesBefore(counts)[^1] + counts.Total
        : FormatBytes + (long)FloatCodec.Bytes(format) * counts.Total;

    /// <summary>Writes a payload piece by piece.</summary>
    /// <param name="values">Differences [k].</param>
    /// <param name="counts">How they fall into tensors.</param>
    /// <param name="format">How to store them.</param>
    /// <param name="write">Takes one piece after the other.</param>
    public static void Write(
        ReadOnlySpan<float> values, EntryCounts counts, ValueFormat format, Action<ReadOnlySpan<byte>> write)
    {
        write([(byte)format]);
        var buffer = new byte[sizeof(float) * Math.Min(ChunkEntries, values.Length)];
        if (format == ValueFormat.Int8)
        {
            WriteInt8(values, counts, buffer, write);
            return;
        }

        for (; !values.IsEmpty; values = values[Math.Min(ChunkEntries, values.Length)..])
        {
            var chunk = values[..Math.Min(ChunkEntries, values.Length)];
            FloatCodec.Encode(chunk, format, buffer);
            write(buffer.AsSpan(0, chunk.Length * FloatCodec.Bytes(format)));
        }
    }

    /// <summary>Checks that a payload has the length that its entries ask for.</summary>
    /// <param name="bytes">The payload; it is kept.</param>
    /// <param name="counts">How the entries fall into tensors.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/> or
    /// <see cref="ErrorCodes.DiffUnsupported"/>.</exception>
    public static ValuePayload Open(ReadOnlyMemory<byte> bytes, EntryCounts counts)
    {
        if (bytes.IsEmpty) throw DiffErrors.Invalid("the record of values is empty");
        var format = (ValueFormat)bytes.Span[0];
        if (!Enum.IsDefined(format)) throw DiffErrors.Unsupported($"its values have the unknown format {(int)format}");
        var expected = ByteLength(counts, format);
        if (bytes.Length != expected)
            throw DiffErrors.Invalid($"{counts.Total} {format.Name()} values need {expected} bytes, not {bytes.Length}");
        return new ValuePayload(bytes, format, counts);
    }

    /// <summary>Reads the values of one tensor.</summary>
    /// <param name="tensor">Number of the tensor in the layout.</param>
    /// <param name="values">Receives as many as the tensor has entries.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>: a value is not finite.</exception>
    public void Decode(int tensor, Span<float> values)
    {
        var bytes = _bytes.Span[FormatBytes..];
        if (Format == ValueFormat.Int8) DecodeInt8(bytes, tensor, values);
        else FloatCodec.Decode(bytes[(_counts.Before(tensor) * FloatCodec.Bytes(Format))..], Format, values);
        foreach (var value in values)
        {
            if (!float.IsFinite(value)) throw DiffErrors.Invalid($"a value is {value}");
        }
    }

    private static void WriteInt8(
        ReadOnlySpan<float> values, EntryCounts counts, byte[] buffer, Action<ReadOnlySpan<byte>> write)
    {
        var scales = new float[ScalesBefore(counts)[^1]];
        var next = 0;
        for (var t = 0; t < counts.Tensors; t++)
        {
            for (var rest = values[counts.Range(t)]; !rest.IsEmpty; rest = AfterBlock(rest))
                scales[next++] = Int8Block.Scale(Block(rest));
        }

        var bytes = new byte[sizeof(float) * scales.Length];
        FloatCodec.Encode(scales, ValueFormat.Fp32, bytes);
        write(bytes);
        next = 0;
        for (var t = 0; t < counts.Tensors; t++)
        {
            for (var rest = values[counts.Range(t)]; !rest.IsEmpty; rest = AfterBlock(rest))
            {
                var codes = buffer.AsSpan(0, Block(rest).Length);
                Int8Block.Encode(Block(rest), scales[next++], codes);
                write(codes);
            }
        }
    }

    private void DecodeInt8(ReadOnlySpan<byte> bytes, int tensor, Span<float> values)
    {
        var scales = bytes[(sizeof(float) * _scalesBefore[tensor])..];
        var codes = bytes[(sizeof(float) * _scalesBefore[^1] + _counts.Before(tensor))..];
        while (!values.IsEmpty)
        {
            var block = values[..Math.Min(Int8Block.Entries, values.Length)];
            Int8Block.Decode(codes[..block.Length], BinaryPrimitives.ReadSingleLittleEndian(scales), block);
            scales = scales[sizeof(float)..];
            codes = codes[block.Length..];
            values = values[block.Length..];
        }
    }

    private static ReadOnlySpan<float> Block(ReadOnlySpan<float> rest) =>
        rest[..Math.Min(Int8Block.Entries, rest.Length)];

    private static ReadOnlySpan<float> AfterBlock(ReadOnlySpan<float> rest) => rest[Block(rest).Length..];

    private static int[] ScalesBefore(EntryCounts counts)
    {
        var before = new int[counts.Tensors + 1];
        for (var t = 0; t < counts.Tensors; t++) before[t + 1] = before[t] + Int8Block.Count(counts[t]);
        return before;
    }
}
