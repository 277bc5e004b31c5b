using System.Runtime.InteropServices;
using TaskGrid.Diffs.Values;

namespace TaskGrid.Diffs;

/// <summary>What a value format does to a diff, so that training can measure it before it chooses one.</summary>
public static class ValueCodec
{
    private static readonly ValueFormat[] Formats = [ValueFormat.Int8, ValueFormat.Fp16, ValueFormat.Bf16, ValueFormat.Fp32];

    /// <summary>The formats from the one that makes this diff's file the smallest to the exact one: int8 has a scale for each block of
    /// entries, which makes it the larger one where tensors have few.</summary>
    public static IReadOnlyList<ValueFormat> SmallestFirst(SparseDiff diff)
    {
        var counts = EntryCounts.Of(diff.Layout, diff.Indices);
        return [.. Formats.OrderBy(format => ValuePayload.ByteLength(counts, format))]; // stable
    }

    /// <summary>The format of the smallest file that gives every value back, bit for bit.</summary>
    public static ValueFormat SmallestExact(SparseDiff diff) => SmallestFirst(diff).First(format =>
        format == ValueFormat.Fp32
        || (CanRepresent(diff.Values, format)
            && MemoryMarshal.AsBytes<float>(RoundTrip(diff, format).Values).SequenceEqual(MemoryMarshal.AsBytes<float>(diff.Values))));

    /// <summary>
    /// The diff as it will be read back from a file: same indices, values rounded to the format. Doing it again changes
    /// nothing.
    /// </summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: a value is beyond the format's
    /// range, see <see cref="CanRepresent"/>.</exception>
    public static SparseDiff RoundTrip(SparseDiff diff, ValueFormat format)
    {
        CheckRange(diff, format);
        var counts = EntryCounts.Of(diff.Layout, diff.Indices);
        var payload = new byte[ValuePayload.ByteLength(counts, format)];
        var written = 0;
        ValuePayload.Write(diff.Values, counts, format, piece =>
        {
            piece.CopyTo(payload.AsSpan(written));
            written += piece.Length;
        });

        var stored = ValuePayload.Open(payload, counts);
        var values = new float[diff.Count];
        for (var t = 0; t < counts.Tensors; t++) stored.Decode(t, values.AsSpan(counts.Range(t)));
        return new SparseDiff(diff.Layout, diff.Indices, values);
    }

    /// <summary>Whether every value stays finite in a format. It says nothing of how much is rounded.</summary>
    /// <param name="values">Finite numbers.</param>
    /// <param name="format">The format.</param>
    public static bool CanRepresent(ReadOnlySpan<float> values, ValueFormat format)
    {
        var largest = Largest(values);
        if (format == ValueFormat.Int8) return float.IsFinite(Int8Block.Scale([largest]) * Int8Block.MaxCode);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        FloatCodec.Encode([largest], format, bytes);
        Span<float> stored = stackalloc float[1];
        FloatCodec.Decode(bytes, format, stored);
        return float.IsFinite(stored[0]);
    }

    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    internal static void CheckRange(SparseDiff diff, ValueFormat format)
    {
        if (CanRepresent(diff.Values, format)) return;
        throw new TaskGridException(
            ErrorCodes.InvalidArgument,
            $"A value of magnitude {Largest(diff.Values)} is beyond the range of {format.Name()}. Choose fp32.");
    }

    private static float Largest(ReadOnlySpan<float> values)
    {
        var largest = 0f;
        foreach (var value in values) largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }
}
