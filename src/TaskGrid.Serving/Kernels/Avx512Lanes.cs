using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TaskGrid.Serving.Kernels;

/// <summary>Sixteen floats.</summary>
internal readonly unsafe struct Avx512Lanes : ILanes<Vector512<float>>
{
    public static int Count => Vector512<float>.Count;

    public static int Tokens => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> sum) =>
        Avx512F.FusedMultiplyAdd(a, b, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sums(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d) =>
        Avx2Lanes.Sums(Halved(a), Halved(b), Halved(c), Halved(d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halved(Vector512<float> x) => x.GetLower() + x.GetUpper();
}
