namespace TaskGrid.Diffs.Positions;

/// <summary>
/// The parameter k of a Rice code: a gap g is ⌊g ÷ 2ᵏ⌋ zeros and a one, and apart from that k low bits. Source: Rice
/// and Plaunt, "Adaptive Variable-Length Coding for Efficient Compression of Spacecraft Television Data" (1971).
/// </summary>
internal static class RiceParameter
{
    /// <summary>Entries that share one parameter.</summary>
    public const int BlockEntries = 256;

    /// <summary>The largest parameter: a gap has at most 31 bits.</summary>
    public const int Max = 31;

    /// <summary>Most zeros and ones of one block. At k = 31 a block takes at most 32 bits an entry, 8,192 in all, and
    /// a writer that looks for a short code stays near that.</summary>
    public const int MaxUnaryBits = 16_384;

    /// <summary>Bits that say "as predicted" or "as in the block before".</summary>
    public const int SameBits = 1;

    /// <summary>Bits that spell a parameter.</summary>
    public const int SpelledBits = 1 + 5;

    /// <summary>
    /// The best parameter for <paramref name="count"/> of <paramref name="size"/> positions chosen at random: the least
    /// k with 2ᵏ ≥ ln φ · m, where φ is the golden ratio and m = size ÷ count − ½ the mean gap, in whole numbers
    /// (1 ÷ ln φ ≈ 133 ÷ 64). For k + 1 is the better parameter as long as (1 − p)^(2ᵏ) > 1 ÷ φ.
    /// </summary>
    public static int Predict(int count, int size)
    {
        var k = 0;
        while (k < Max && ((long)count << k) * 133 < 64L * size - 32L * count) k++;
        return k;
    }

    /// <summary>Bits of a block's gaps with a parameter, the table not counted.</summary>
    public static long Cost(ReadOnlySpan<int> gaps, int k)
    {
        var bits = gaps.Length * (k + 1L);
        foreach (var gap in gaps) bits += gap >> k;
        return bits;
    }

    /// <summary>
    /// The parameter with the fewest bits for a block, its bits in the table counted. The cost is convex in k: each
    /// step to k + 1 adds a bit an entry and takes ⌈(g ≫ k) ÷ 2⌉ away, which shrinks as k grows. So walking downhill
    /// from anywhere finds it.
    /// </summary>
    /// <param name="gaps">Gaps of the block, at least one.</param>
    /// <param name="free">The parameter that costs one bit to name; the others take six.</param>
    public static int Choose(ReadOnlySpan<int> gaps, int free)
    {
        var (best, bestCost) = (free, Cost(gaps, free));
        var freeCost = bestCost;
        foreach (var step in (ReadOnlySpan<int>)[1, -1])
        {
            while (best + step is >= 0 and <= Max && Cost(gaps, best + step) is var cost && cost < bestCost)
                (best, bestCost) = (best + step, cost);
        }

        return bestCost + SpelledBits < freeCost + SameBits ? best : free;
    }
}
