using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TaskGrid.Serving.Kernels;

/// <summary>Registers of one kind of processor, each of <see cref="Count"/> floats.</summary>
/// <typeparam name="TVector">A register.</typeparam>
internal unsafe interface ILanes<TVector>
{
    /// <summary>Floats of a register.</summary>
    static abstract int Count { get; }

    /// <summary>Tokens whose sums with four rows stay in registers, 3 or 6.</summary>
    static abstract int Tokens { get; }

    /// <summary>Loads a register.</summary>
    static abstract TVector Load(float* source);

    /// <summary>a · b + sum.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector sum);

    /// <summary>The sum of each register's floats.</summary>
    static abstract Vector128<float> Sums(TVector a, TVector b, TVector c, TVector d);
}

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

/// <summary>Eight floats.</summary>
internal readonly unsafe struct Avx2Lanes : ILanes<Vector256<float>>
{
    public static int Count => Vector256<float>.Count;

    public static int Tokens => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> sum) =>
        Fma.MultiplyAdd(a, b, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sums(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        var sums = Avx.HorizontalAdd(Avx.HorizontalAdd(a, b), Avx.HorizontalAdd(c, d));
        return sums.GetLower() + sums.GetUpper();
    }
}
