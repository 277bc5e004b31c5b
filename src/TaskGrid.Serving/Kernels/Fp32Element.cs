using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TaskGrid.Serving.Kernels;

/// <summary>fp32.</summary>
internal readonly unsafe struct Fp32Element : IElement
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Load(void* row, int at) => ((float*)row)[at];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load256(void* row, int at) => Vector256.Load((float*)row + at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load512(void* row, int at) => Vector512.Load((float*)row + at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(void* row, int at, float value) => ((float*)row)[at] = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store256(void* row, int at, Vector256<float> values) => values.Store((float*)row + at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store512(void* row, int at, Vector512<float> values) => values.Store((float*)row + at);
}
