namespace TaskGrid.Cluster;

/// <summary>
/// Rendezvous hashing with weights (Thaler and Ravishankar 1998; Schindelhauer and Schomaker 2005): every process puts the
/// silos into the same order for a key, keys spread over silos by weight, and a silo that comes or goes moves its own
/// share only.
/// </summary>
public static class Rendezvous
{
    /// <summary>The first silos in a key's order.</summary>
    /// <param name="key">The key.</param>
    /// <param name="silos">The silos, with their weights.</param>
    /// <param name="first">Receives them; its length says how many are wanted.</param>
    /// <returns>How many there are.</returns>
    public static int First(ulong key, IReadOnlyList<RankedSilo> silos, Span<RankedSilo> first)
    {
        Span<double> scores = stackalloc double[first.Length];
        var count = 0;
        for (var i = 0; i < silos.Count; i++)
        {
            var silo = silos[i];
            var uniform = ((Mix(key ^ silo.Hash) >> 11) + 0.5) * (1.0 / (1UL << 53)); // (0, 1)
            // −ln u ≥ 1 − u: most silos are left out without a logarithm.
            if (count == first.Length && (1 - uniform) * silo.InverseWeight >= scores[^1]) continue;
            // An exponential variate of rate = weight: the smallest is a silo's with probability weight ÷ Σ weights.
            var score = -Math.Log(uniform) * silo.InverseWeight;
            if (count == first.Length && score >= scores[^1]) continue;
            var at = count < first.Length ? count++ : count - 1;
            for (; at > 0 && scores[at - 1] > score; at--) (scores[at], first[at]) = (scores[at - 1], first[at - 1]);
            (scores[at], first[at]) = (score, silo);
        }

        return count;
    }

    // The finalizer of MurmurHash3.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xff51afd7ed558ccd;
        value = (value ^ (value >> 33)) * 0xc4ceb9fe1a85ec53;
        return value ^ (value >> 33);
    }
}
