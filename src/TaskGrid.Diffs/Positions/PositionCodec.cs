using TaskGrid.Diffs.Positions;

namespace TaskGrid.Diffs;

/// <summary>The code of positions by itself, as benchmarks measure it.</summary>
public static class PositionCodec
{
    /// <summary>The decoder that this processor runs: <c>avx512</c>, <c>avx2</c> or <c>portable</c>.</summary>
    public static string Variant => RiceDecoder.Fastest.Name;

    /// <summary>Codes positions, tables included.</summary>
    /// <param name="layout">The base's layout.</param>
    /// <param name="indices">Flat indices [k], strictly increasing, within the layout.</param>
    public static byte[] Encode(ParameterLayout layout, ReadOnlySpan<int> indices) =>
        PositionEncoder.Encode(layout, EntryCounts.Of(layout, indices), indices);

    /// <summary>Decodes positions.</summary>
    /// <param name="payload">What <see cref="Encode"/> gave.</param>
    /// <param name="layout">The same layout.</param>
    /// <param name="indices">Receives the flat indices [k].</param>
    /// <exception cref="ArgumentException">There is no room for exactly k indices.</exception>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>.</exception>
    public static void Decode(ReadOnlyMemory<byte> payload, ParameterLayout layout, Span<int> indices) =>
        Decode(payload, layout, indices, RiceDecoder.Fastest);

    /// <summary>
    /// H(p) ÷ p: the fewest bits for a position, on average, if each parameter were chosen with the chance p = k ÷ d
    /// on its own; 0 when none or all are. H(p) = −p log₂ p − (1 − p) log₂(1 − p) is Shannon's entropy. Positions that
    /// cluster can take fewer.
    /// </summary>
    /// <param name="entries">k.</param>
    /// <param name="parameters">d.</param>
    public static double EntropyBits(int entries, int parameters)
    {
        if (entries == 0 || entries == parameters) return 0;
        var p = (double)entries / parameters;
        return -Math.Log2(p) - (1 - p) / p * Math.Log2(1 - p);
    }

    internal static void Decode(
        ReadOnlyMemory<byte> payload, ParameterLayout layout, Span<int> indices, RiceDecoder decoder)
    {
        if (PositionDecoder.ReadCount(payload.Span) is var entries && entries != indices.Length)
            throw new ArgumentException($"There is room for {indices.Length} indices, but there are {entries}.");
        var positions = PositionDecoder.Open(payload, layout, decoder);
        for (var t = 0; t < positions.Counts.Tensors; t++) positions.Decode(t, indices[positions.Counts.Range(t)]);
    }
}
