namespace TaskGrid.Models;

/// <summary>Canonical decomposition without nonspacing marks: what is left of a character without its accents.</summary>
internal static class Decomposition
{
    /// <summary>The most code points that a character leaves.</summary>
    public const int MaxLength = 3;

    // Hangul syllables decompose by arithmetic (the Unicode Standard, section 3.12).
    private const int FirstSyllable = 0xAC00;
    private const int Syllables = 11172;
    private const int Vowels = 21;
    private const int Tails = 28;

    /// <summary>Writes what is left of a character for which <see cref="CharacterTraits.Decomposes"/> holds.</summary>
    /// <param name="codePoint">The character.</param>
    /// <param name="target">At least <see cref="MaxLength"/> long.</param>
    /// <returns>How many code points were written, 1 to 3.</returns>
    public static int Write(int codePoint, Span<int> target)
    {
        var syllable = codePoint - FirstSyllable;
        if ((uint)syllable < Syllables)
        {
            target[0] = 0x1100 + syllable / (Vowels * Tails);
            target[1] = 0x1161 + syllable / Tails % Vowels;
            target[2] = 0x11A7 + syllable % Tails;
            return syllable % Tails == 0 ? 2 : 3;
        }

        var single = UnicodeDecompositions.Short;
        var index = ~single.BinarySearch((uint)codePoint << 16);
        if (codePoint <= 0xFFFF && index < single.Length && single[index] >> 16 == codePoint)
        {
            target[0] = (ushort)single[index];
            return 1;
        }

        return TryFind(UnicodeDecompositions.Wide, 2, codePoint, target)
            ?? TryFind(UnicodeDecompositions.Long, 4, codePoint, target)
            ?? throw new InvalidOperationException($"U+{codePoint:X4} does not decompose.");
    }

    // Returns how many code points were written, null when the character is not in the table.
    private static int? TryFind(ReadOnlySpan<int> table, int stride, int codePoint, Span<int> target)
    {
        var (low, high) = (0, table.Length / stride);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (table[stride * middle] < codePoint) low = middle + 1;
            else high = middle;
        }

        if (stride * low == table.Length || table[stride * low] != codePoint) return null;
        var found = table.Slice(stride * low + 1, stride - 1);
        found.CopyTo(target);
        return found[^1] == 0 ? found.Length - 1 : found.Length;
    }
}
