namespace TaskGrid.Models;

/// <summary>Canonical decomposition without nonspacing marks: a character without its accents.</summary>
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

        var row = SortedTable.RowAtMost(UnicodeDecompositions.Single, 2, codePoint);
        if (row[0] != codePoint) row = SortedTable.RowAtMost(UnicodeDecompositions.Several, 4, codePoint);
        row[1..].CopyTo(target);
        return row[^1] == 0 ? row.Length - 2 : row.Length - 1;
    }
}
