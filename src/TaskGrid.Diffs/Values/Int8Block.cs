namespace TaskGrid.Diffs.Values;

/// <summary>
/// Symmetric quantization of up to 256 values that share a scale: q = round(v ÷ scale), read back as q · scale. The
/// scale is the largest magnitude ÷ 127, rounded to 17 significant bits: then 127 · scale is exact, the largest value
/// becomes ±127, and quantizing what was read back gives the same bytes again.
/// </summary>
internal static class Int8Block
{
    /// <summary>Most entries that share a scale.</summary>
    public const int Entries = 256;

    /// <summary>The largest code; −128 is not used.</summary>
    public const int MaxCode = 127;

    // Below this no value matters beside a weight, and the rounding would meet subnormal numbers.
    private const float SmallestScale = 1e-30f;
    private const int DroppedBits = 24 - 17;

    /// <summary>Blocks of a tensor.</summary>
    public static int Count(int entries) => (entries + Entries - 1) / Entries;

    /// <summary>The scale of a block; 0 when all its values become 0.</summary>
    public static float Scale(ReadOnlySpan<float> values)
    {
        var largest = 0f;
        foreach (var value in values) largest = Math.Max(largest, Math.Abs(value));
        var scale = largest / MaxCode;
        if (scale < SmallestScale) return 0;
        var bits = BitConverter.SingleToUInt32Bits(scale) + (1u << (DroppedBits - 1));
        return BitConverter.UInt32BitsToSingle(bits & ~((1u << DroppedBits) - 1));
    }

    /// <summary>Quantizes a block with its <see cref="Scale"/>.</summary>
    public static void Encode(ReadOnlySpan<float> values, float scale, Span<byte> codes)
    {
        for (var i = 0; i < values.Length; i++)
            codes[i] = scale == 0 ? (byte)0 : (byte)(sbyte)MathF.Round(values[i] / scale, MidpointRounding.ToEven);
    }

    /// <summary>Reads a block back.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>: the scale is negative or not finite,
    /// or a code is −128.</exception>
    public static void Decode(ReadOnlySpan<byte> codes, float scale, Span<float> values)
    {
        if (!float.IsFinite(scale) || float.IsNegative(scale))
            throw DiffErrors.Invalid($"a scale of int8 values is {scale}");
        for (var i = 0; i < codes.Length; i++)
        {
            var code = (sbyte)codes[i];
            if (code < -MaxCode) throw DiffErrors.Invalid($"an int8 value is {code}");
            values[i] = code * scale;
        }
    }
}
