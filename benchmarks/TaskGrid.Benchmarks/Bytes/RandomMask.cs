using System.Numerics;

namespace TaskGrid.Benchmarks.Bytes;

/// <summary>Masks without any pattern, for which H(p)/p bits a position is the bound.</summary>
internal static class RandomMask
{
    /// <summary>k of d flat indices, each set equally likely, increasing.</summary>
    /// <param name="k">How many.</param>
    /// <param name="d">Out of how many.</param>
    /// <param name="seed">Seed.</param>
    public static int[] Draw(int k, int d, int seed)
    {
        var random = new Random(seed);
        var chosen = new ulong[(d + 63) / 64];
        for (var left = k; left > 0;)
        {
            var index = random.Next(d);
            var bit = 1UL << (index & 63);
            if ((chosen[index >> 6] & bit) != 0) continue;
            chosen[index >> 6] |= bit;
            left--;
        }

        var indices = new int[k];
        var next = 0;
        for (var word = 0; word < chosen.Length; word++)
        {
            for (var bits = chosen[word]; bits != 0; bits &= bits - 1)
                indices[next++] = (word * 64) + BitOperations.TrailingZeroCount(bits);
        }

        return indices;
    }
}
