using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TaskGrid.Serving.Kernels;

/// <summary>bf16, the upper half of an fp32; rounded to the nearest, ties to even.</summary>
internal readonly unsafe struct Bf16Element : IElement
{
    private const uint HalfBelow = 0x7FFF;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Load(void* row, int at) => BitConverter.UInt32BitsToSingle((uint)((ushort*)row)[at] << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load256(void* row, int at) =>
        (Avx2.ConvertToVector256Int32((ushort*)row + at) << 16).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load512(void* row, int at) =>
        (Avx512F.ConvertToVector512Int32(Vector256.Load((ushort*)row + at)) << 16).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(void* row, int at, float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        ((ushort*)row)[at] = (ushort)((bits + HalfBelow + ((bits >> 16) & 1)) >> 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store256(void* row, int at, Vector256<float> values)
    {
        var bits = values.AsUInt32();
        var rounded = (bits + Vector256.Create(HalfBelow) + ((bits >>> 16) & Vector256<uint>.One)) >>> 16;
        Vector128.Narrow(rounded.GetLower(), rounded.GetUpper()).Store((ushort*)row + at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store512(void* row, int at, Vector512<float> values)
    {
        var bits = values.AsUInt32();
        var rounded = (bits + Vector512.Create(HalfBelow) + ((bits >>> 16) & Vector512<uint>.One)) >>> 16;
        Avx512F.ConvertToVector256UInt16(rounded).Store((ushort*)row + at);
    }
}
