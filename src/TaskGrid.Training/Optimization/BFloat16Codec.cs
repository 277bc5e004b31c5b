using System.Numerics;
using System.Runtime.InteropServices;

namespace TaskGrid.Training.Optimization;

/// <summary>Conversion between fp32 and bf16; to bf16 it rounds to the nearest, ties to even.</summary>
internal static class BFloat16Codec
{
    public static ushort Narrow(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }

    public static void Narrow(ReadOnlySpan<float> values, Span<ushort> halves)
    {
        var lanes = Vector<uint>.Count;
        var bits = MemoryMarshal.Cast<float, uint>(values);
        var i = 0;
        for (; i <= values.Length - (2 * lanes); i += 2 * lanes)
        {
            var low = Round(new Vector<uint>(bits[i..]));
            var high = Round(new Vector<uint>(bits[(i + lanes)..]));
            Vector.Narrow(low, high).CopyTo(halves[i..]);
        }

        for (; i < values.Length; i++) halves[i] = Narrow(values[i]);
    }

    /// <summary>bf16 to fp32, exact.</summary>
    public static void Widen(ReadOnlySpan<ushort> halves, Span<float> values)
    {
        var lanes = Vector<uint>.Count;
        var bits = MemoryMarshal.Cast<float, uint>(values);
        var i = 0;
        for (; i <= halves.Length - (2 * lanes); i += 2 * lanes)
        {
            Vector.Widen(new Vector<ushort>(halves[i..]), out var low, out var high);
            (low << 16).CopyTo(bits[i..]);
            (high << 16).CopyTo(bits[(i + lanes)..]);
        }

        for (; i < halves.Length; i++) bits[i] = (uint)halves[i] << 16;
    }

    private static Vector<uint> Round(Vector<uint> bits) =>
        (bits + new Vector<uint>(0x7FFF) + ((bits >>> 16) & Vector<uint>.One)) >>> 16;
}
