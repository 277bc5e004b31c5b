using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TaskGrid.Serving.Kernels;

/// <summary>Layer normalization (Ba et al. 2016), of all features or of single ones again, with another scale and shift.</summary>
internal static unsafe class NormKernel
{
    /// <summary>y[t, :] = (x[t, :] − mean) / √(variance + ε) · scale + shift.</summary>
    /// <param name="x">The first token.</param>
    /// <param name="scale">Scales [width].</param>
    /// <param name="shift">Shifts [width].</param>
    /// <param name="y">Receives the result.</param>
    /// <param name="count">Tokens.</param>
    /// <param name="epsilon">ε.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normalize<TElement>(Activations x, void* scale, void* shift, Activations y, int count, float epsilon)
        where TElement : struct, IElement
    {
        for (var t = 0; t < count; t++)
        {
            void* from = x.At(t, 0), to = y.At(t, 0);
            var (mean, factor) = Moments<TElement>(from, x.Width, epsilon);
            var f = 0;
            if (Avx2.IsSupported)
            {
                var (middle, factors) = (Vector256.Create(mean), Vector256.Create(factor));
                for (; f <= x.Width - Vector256<float>.Count; f += Vector256<float>.Count)
                {
                    var normal = (TElement.Load256(from, f) - middle) * factors;
                    TElement.Store256(to, f, (normal * TElement.Load256(scale, f)) + TElement.Load256(shift, f));
                }
            }

            for (; f < x.Width; f++)
                TElement.Store(to, f, ((TElement.Load(from, f) - mean) * factor * TElement.Load(scale, f)) + TElement.Load(shift, f));
        }
    }

    /// <summary>y[t, f] = (x[t, f] − mean) / √(variance + ε) · scale + shift, for a few f.</summary>
    /// <param name="x">What was normalized, at the first token.</param>
    /// <param name="y">The result.</param>
    /// <param name="count">Tokens.</param>
    /// <param name="features">Which features.</param>
    /// <param name="scales">Their scales.</param>
    /// <param name="shifts">Their shifts.</param>
    /// <param name="epsilon">ε.</param>
    public static void Rewrite(
        Activations x,
        Activations y,
        int count,
        ReadOnlySpan<ushort> features,
        ReadOnlySpan<float> scales,
        ReadOnlySpan<float> shifts,
        float epsilon)
    {
        if (x.Half) Rewrite<Bf16Element>(x, y, count, features, scales, shifts, epsilon);
        else Rewrite<Fp32Element>(x, y, count, features, scales, shifts, epsilon);
    }

    private static void Rewrite<TElement>(
        Activations x,
        Activations y,
        int count,
        ReadOnlySpan<ushort> features,
        ReadOnlySpan<float> scales,
        ReadOnlySpan<float> shifts,
        float epsilon)
        where TElement : struct, IElement
    {
        for (var t = 0; t < count; t++)
        {
            void* from = x.At(t, 0), to = y.At(t, 0);
            var (mean, factor) = Moments<TElement>(from, x.Width, epsilon);
            for (var f = 0; f < features.Length; f++)
            {
                var normal = (TElement.Load(from, features[f]) - mean) * factor;
                TElement.Store(to, features[f], (normal * scales[f]) + shifts[f]);
            }
        }
    }

    // The mean, and 1 / √(variance + ε).
    private static (float Mean, float Factor) Moments<TElement>(void* row, int width, float epsilon)
        where TElement : struct, IElement
    {
        var mean = Sum<TElement>(row, width, 0, squared: false) / width;
        var variance = Sum<TElement>(row, width, mean, squared: true) / width;
        return (mean, 1 / MathF.Sqrt(variance + epsilon));
    }

    // Σ (x − mean), or of its squares.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Sum<TElement>(void* row, int width, float mean, bool squared)
        where TElement : struct, IElement
    {
        var sum = 0f;
        var at = 0;
        if (Avx2.IsSupported)
        {
            // Several sums, as an addition takes longer than the next one needs to begin.
            var (middle, lanes) = (Vector256.Create(mean), Vector256<float>.Count);
            Vector256<float> first = default, second = default, third = default, fourth = default;
            for (; at <= width - (4 * lanes); at += 4 * lanes)
            {
                first += Term<TElement>(row, at, middle, squared);
                second += Term<TElement>(row, at + lanes, middle, squared);
                third += Term<TElement>(row, at + (2 * lanes), middle, squared);
                fourth += Term<TElement>(row, at + (3 * lanes), middle, squared);
            }

            for (; at <= width - lanes; at += lanes) first += Term<TElement>(row, at, middle, squared);
            sum = Vector256.Sum(first + second + (third + fourth));
        }

        for (; at < width; at++)
        {
            var value = TElement.Load(row, at) - mean;
            sum += squared ? value * value : value;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Term<TElement>(void* row, int at, Vector256<float> mean, bool squared)
        where TElement : struct, IElement
    {
        var value = TElement.Load256(row, at) - mean;
        return squared ? value * value : value;
    }
}
