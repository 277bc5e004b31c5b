using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TaskGrid.Training.Gradients;

/// <summary>
/// Lays up to sixteen rows out feature by feature: [count, width] becomes [width, 16], zero beyond count. Eight by eight
/// in registers where the processor has AVX.
/// </summary>
internal static class TileTranspose
{
    /// <summary>Rows of a tile.</summary>
    public const int Rows = 16;

    private const int Side = 8;

    /// <summary>Transposes one tile.</summary>
    /// <param name="source">[count, width], row-major.</param>
    /// <param name="count">1 to <see cref="Rows"/>.</param>
    /// <param name="width">Features of a row.</param>
    /// <param name="target">Receives [width, <see cref="Rows"/>].</param>
    public static void Run(ReadOnlySpan<float> source, int count, int width, Span<float> target)
    {
        if (count < Rows) target[..(width * Rows)].Clear();
        var done = 0;
        if (Avx.IsSupported)
        {
            var squares = width - (width % Side);
            for (; count - done >= Side; done += Side)
            {
                var band = source[(done * width)..];
                for (var f = 0; f < squares; f += Side) Square(band[f..], width, target[((f * Rows) + done)..]);
                Scalar(band, Side, squares, width, target[done..]);
            }
        }

        Scalar(source[(done * width)..], count - done, 0, width, target[done..]);
    }

    private static void Scalar(ReadOnlySpan<float> source, int count, int from, int width, Span<float> target)
    {
        for (var t = 0; t < count; t++)
            for (var f = from; f < width; f++) target[(f * Rows) + t] = source[(t * width) + f];
    }

    // Pairs of rows, then pairs of pairs, then the halves of the registers change places.
    private static void Square(ReadOnlySpan<float> source, int width, Span<float> target)
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target);
        var (a0, a1) = Interleave(ref from, width, 0);
        var (a2, a3) = Interleave(ref from, width, 2);
        var (a4, a5) = Interleave(ref from, width, 4);
        var (a6, a7) = Interleave(ref from, width, 6);
        Store(Avx.Shuffle(a0, a2, 0x44), Avx.Shuffle(a4, a6, 0x44), ref to, 0);
        Store(Avx.Shuffle(a0, a2, 0xEE), Avx.Shuffle(a4, a6, 0xEE), ref to, 1);
        Store(Avx.Shuffle(a1, a3, 0x44), Avx.Shuffle(a5, a7, 0x44), ref to, 2);
        Store(Avx.Shuffle(a1, a3, 0xEE), Avx.Shuffle(a5, a7, 0xEE), ref to, 3);
    }

    private static (Vector256<float> Low, Vector256<float> High) Interleave(ref float from, int width, int row)
    {
        var first = Vector256.LoadUnsafe(ref from, (nuint)(row * width));
        var second = Vector256.LoadUnsafe(ref from, (nuint)((row + 1) * width));
        return (Avx.UnpackLow(first, second), Avx.UnpackHigh(first, second));
    }

    private static void Store(Vector256<float> upper, Vector256<float> lower, ref float to, int feature)
    {
        Avx.Permute2x128(upper, lower, 0x20).StoreUnsafe(ref to, (nuint)(feature * Rows));
        Avx.Permute2x128(upper, lower, 0x31).StoreUnsafe(ref to, (nuint)((feature + 4) * Rows));
    }
}
