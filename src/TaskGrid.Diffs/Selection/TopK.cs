using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TaskGrid.Diffs;

/// <summary>
/// Exact selection of the largest magnitudes. The bits of a float without its sign, read as a whole number, are ordered
/// as the magnitudes are (IEEE 754). So one pass counts the upper bits, a second one the lower bits of those few that
/// share the upper bits of the k-th, and a third one collects.
/// </summary>
public static class TopK
{
    private const uint MagnitudeMask = 0x7FFF_FFFF;
    private const uint Infinity = 0x7F80_0000;
    private const int LowBits = 16;
    private const int Buckets = 1 << LowBits;

    /// <summary>The indices of the k scores of largest magnitude; of equal magnitudes, those of lower index.</summary>
    /// <param name="scores">Scores [d], without NaN; infinities are larger than all else.</param>
    /// <param name="k">How many, 0 to d.</param>
    /// <returns>Indices [k], strictly increasing.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is out of range.</exception>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TrainingDiverged"/>: a score is NaN.</exception>
    public static int[] Select(ReadOnlySpan<float> scores, int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, scores.Length);
        var bits = MemoryMarshal.Cast<float, uint>(scores);
        var counts = new int[Buckets];
        CountUpper(bits, counts);
        if (counts.AsSpan((int)(Infinity >> LowBits)).ContainsAnyExcept(0)) RefuseNaN(scores);
        if (k == 0) return [];

        var (upper, aboveUpper) = BucketOf(counts, k);
        Array.Clear(counts);
        CountLower(bits, upper, counts);
        var (lower, aboveLower) = BucketOf(counts, k - aboveUpper);
        var selected = new int[k];
        Collect(bits, (uint)(upper << LowBits | lower), k - aboveUpper - aboveLower, selected);
        return selected;
    }

    private static void CountUpper(ReadOnlySpan<uint> bits, Span<int> counts)
    {
        // Neighbours often share a bucket, and a counter must not wait for the one before it: four tables take turns.
        var tables = new int[4 * Buckets];
        var first = tables.AsSpan(0, Buckets);
        var second = tables.AsSpan(Buckets, Buckets);
        var third = tables.AsSpan(2 * Buckets, Buckets);
        var fourth = tables.AsSpan(3 * Buckets, Buckets);
        for (; bits.Length >= 4; bits = bits[4..])
        {
            first[Upper(bits[0])]++;
            second[Upper(bits[1])]++;
            third[Upper(bits[2])]++;
            fourth[Upper(bits[3])]++;
        }

        foreach (var value in bits) first[Upper(value)]++;
        for (var i = 0; i < Buckets; i++) counts[i] = first[i] + second[i] + third[i] + fourth[i];
    }

    private static int Upper(uint bits) => (int)((bits & MagnitudeMask) >> LowBits);

    private static void CountLower(ReadOnlySpan<uint> bits, int upper, int[] counts)
    {
        var wanted = Vector512.Create((uint)upper);
        var mask = Vector512.Create(MagnitudeMask);
        var i = 0;
        for (; i <= bits.Length - Vector512<uint>.Count; i += Vector512<uint>.Count)
        {
            var here = (Vector512.Create(bits[i..]) & mask) >> LowBits;
            if (!Vector512.EqualsAny(here, wanted)) continue;
            var found = Vector512.Equals(here, wanted).ExtractMostSignificantBits();
            for (; found != 0; found &= found - 1)
                counts[bits[i + BitOperations.TrailingZeroCount(found)] & (Buckets - 1)]++;
        }

        for (; i < bits.Length; i++)
        {
            if (Upper(bits[i]) == upper) counts[bits[i] & (Buckets - 1)]++;
        }
    }

    /// <summary>The bucket of the k-th largest, and how many are in the buckets above it.</summary>
    private static (int Bucket, int Above) BucketOf(int[] counts, int k)
    {
        var (bucket, above) = (Buckets - 1, 0);
        for (; above + counts[bucket] < k; bucket--) above += counts[bucket];
        return (bucket, above);
    }

    /// <param name="bits">The scores' bits [d].</param>
    /// <param name="threshold">Magnitude of the k-th largest.</param>
    /// <param name="equals">How many of exactly that magnitude are wanted.</param>
    /// <param name="selected">Receives the indices [k].</param>
    private static void Collect(ReadOnlySpan<uint> bits, uint threshold, int equals, Span<int> selected)
    {
        var (lowest, mask) = (Vector512.Create(threshold), Vector512.Create(MagnitudeMask));
        var (next, i) = (0, 0);
        for (; i <= bits.Length - Vector512<uint>.Count; i += Vector512<uint>.Count)
        {
            var magnitudes = Vector512.Create(bits[i..]) & mask;
            if (!Vector512.GreaterThanOrEqualAny(magnitudes, lowest)) continue;
            var found = Vector512.GreaterThanOrEqual(magnitudes, lowest).ExtractMostSignificantBits();
            for (; found != 0; found &= found - 1)
                Take(bits, i + BitOperations.TrailingZeroCount(found), threshold, ref equals, ref next, selected);
        }

        for (; i < bits.Length; i++)
        {
            if ((bits[i] & MagnitudeMask) >= threshold) Take(bits, i, threshold, ref equals, ref next, selected);
        }
    }

    private static void Take(
        ReadOnlySpan<uint> bits, int index, uint threshold, ref int equals, ref int next, Span<int> selected)
    {
        if ((bits[index] & MagnitudeMask) == threshold && --equals < 0) return;
        selected[next++] = index;
    }

    private static void RefuseNaN(ReadOnlySpan<float> scores)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            if (!float.IsNaN(scores[i])) continue;
            throw new TaskGridException(
                ErrorCodes.TrainingDiverged,
                $"The score of parameter {i} is not a number. Lower the learning rate or change the seed.");
        }
    }
}
