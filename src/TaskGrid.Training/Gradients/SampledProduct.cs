using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TaskGrid.Training.Gradients;

/// <summary>
/// The sampled dense-dense product: the gradient of single weights (i, j) of y = x·Wᵀ, Σ_t g[t, i]·x[t, j], without
/// the dense product gᵀ·x. Sixteen tokens at a time are laid out feature by feature, so that an entry is one load
/// from each side and one multiply-add.
/// </summary>
internal static class SampledProduct
{
    private const int Tile = TileTranspose.Rows;

    /// <summary>Computes the gradients of all entries of one weight.</summary>
    /// <param name="outputGradient">g [T, out].</param>
    /// <param name="input">x [T, in].</param>
    /// <param name="tokens">T.</param>
    /// <param name="outWidth">Output features.</param>
    /// <param name="inWidth">Input features.</param>
    /// <param name="entries">Rows i and columns j.</param>
    /// <param name="result">Receives one gradient per entry.</param>
    public static void Compute(
        HostMemory outputGradient,
        HostMemory input,
        int tokens,
        int outWidth,
        int inWidth,
        MaskEntries entries,
        Span<float> result)
    {
        var outTile = ArrayPool<float>.Shared.Rent(outWidth * Tile);
        var inTile = ArrayPool<float>.Shared.Rent(inWidth * Tile);
        var sums = ArrayPool<float>.Shared.Rent(entries.Count * Tile);
        var buffer = ArrayPool<float>.Shared.Rent(Math.Max(outWidth, inWidth) * Tile);
        Array.Clear(sums, 0, entries.Count * Tile);
        for (var t = 0; t < tokens; t += Tile)
        {
            var count = Math.Min(Tile, tokens - t);
            TileTranspose.Run(
                outputGradient.Read(t * outWidth, count * outWidth, buffer), count, outWidth, outTile);
            TileTranspose.Run(input.Read(t * inWidth, count * inWidth, buffer), count, inWidth, inTile);
            Accumulate(entries, outTile, inTile, sums);
        }

        for (var e = 0; e < entries.Count; e++)
            result[e] = Vector512.Sum(Vector512.LoadUnsafe(ref sums[0], (nuint)(e * Tile)));
        ArrayPool<float>.Shared.Return(outTile);
        ArrayPool<float>.Shared.Return(inTile);
        ArrayPool<float>.Shared.Return(sums);
        ArrayPool<float>.Shared.Return(buffer);
    }

    private static void Accumulate(MaskEntries entries, float[] outTile, float[] inTile, float[] sums)
    {
        ref var g = ref MemoryMarshal.GetArrayDataReference(outTile);
        ref var x = ref MemoryMarshal.GetArrayDataReference(inTile);
        ref var s = ref MemoryMarshal.GetArrayDataReference(sums);
        var rows = entries.Rows;
        var columns = entries.Columns;
        for (var e = 0; e < rows.Length; e++)
        {
            var at = (nuint)(e * Tile);
            var product = Vector512.LoadUnsafe(ref g, (nuint)(rows[e] * Tile))
                * Vector512.LoadUnsafe(ref x, (nuint)(columns[e] * Tile));
            (Vector512.LoadUnsafe(ref s, at) + product).StoreUnsafe(ref s, at);
        }
    }
}
