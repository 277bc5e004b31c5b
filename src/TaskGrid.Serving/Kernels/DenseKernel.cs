using System.Collections.Immutable;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TaskGrid.Serving.Kernels;

/// <summary>
/// The product y = x·Wᵀ + b of few tokens with a large W, fp32: W, which is most of what is read, comes from memory once and as it lies.
/// Libraries for large products lay it out anew first, which costs more than a product of few tokens.
/// </summary>
internal abstract unsafe class DenseKernel
{
    /// <summary>Rows of W that are computed together; <see cref="Multiply"/> takes a multiple of them.</summary>
    public const int Rows = 4;

    /// <summary>Every kernel that this processor can run, the fastest first; none where it lacks AVX2.</summary>
    public static ImmutableArray<DenseKernel> Supported { get; } =
    [
        .. Avx512F.IsSupported ? [new LaneDenseKernel<Avx512Lanes, Vector512<float>>("avx512")] : ReadOnlySpan<DenseKernel>.Empty,
        .. Avx2.IsSupported && Fma.IsSupported
            ? [new LaneDenseKernel<Avx2Lanes, Vector256<float>>("avx2")] : ReadOnlySpan<DenseKernel>.Empty,
    ];

    /// <summary>Its name: <c>avx512</c> or <c>avx2</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Columns of W are a multiple of it.</summary>
    public abstract int Lanes { get; }

    /// <summary>Computes some features of some tokens.</summary>
    /// <param name="x">Tokens [tokens, columns].</param>
    /// <param name="tokens">At least 1.</param>
    /// <param name="w">The first row of W that is wanted [rows, columns].</param>
    /// <param name="bias">Its bias [rows].</param>
    /// <param name="rows">A multiple of <see cref="Rows"/>.</param>
    /// <param name="columns">A multiple of <see cref="Lanes"/>.</param>
    /// <param name="y">Receives the first of these features of the first token [tokens, width].</param>
    /// <param name="width">All features of a token.</param>
    public abstract void Multiply(float* x, int tokens, float* w, float* bias, int rows, int columns, float* y, int width);
}
