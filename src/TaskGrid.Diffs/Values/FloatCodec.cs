using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace TaskGrid.Diffs.Values;

/// <summary>Numbers that are stored one by one: fp32, fp16 and bf16, little endian.</summary>
internal static class FloatCodec
{
    /// <summary>Bytes of one number.</summary>
    public static int Bytes(ValueFormat format) => format == ValueFormat.Fp32 ? sizeof(float) : sizeof(ushort);

    /// <summary>Stores numbers, rounded to nearest, ties to even.</summary>
    public static void Encode(ReadOnlySpan<float> values, ValueFormat format, Span<byte> bytes)
    {
        if (format == ValueFormat.Fp32)
        {
            MemoryMarshal.AsBytes(values).CopyTo(bytes);
            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            var bits = format == ValueFormat.Fp16 ? BitConverter.HalfToUInt16Bits((Half)values[i]) : ToBf16(values[i]);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes[(sizeof(ushort) * i)..], bits);
        }
    }

    /// <summary>Reads numbers back.</summary>
    public static void Decode(ReadOnlySpan<byte> bytes, ValueFormat format, Span<float> values)
    {
        if (format == ValueFormat.Fp32)
        {
            bytes[..(sizeof(float) * values.Length)].CopyTo(MemoryMarshal.AsBytes(values));
            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            var bits = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(sizeof(ushort) * i)..]);
            values[i] = format == ValueFormat.Fp16
                ? (float)BitConverter.UInt16BitsToHalf(bits)
                : BitConverter.UInt32BitsToSingle((uint)bits << 16);
        }
    }

    /// <summary>Finite numbers only: a carry into the exponent of the largest ones gives infinity, rightly.</summary>
    private static ushort ToBf16(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return (ushort)((bits + 0x7FFF + (bits >> 16 & 1)) >> 16);
    }
}
