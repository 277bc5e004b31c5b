using System.Text;

namespace TaskGrid.Models;

/// <summary>Unicode's full lower-casing, with the one rule that looks at neighbours: the capital sigma's.</summary>
internal static class LowerCase
{
    /// <summary>U+0130, the only character whose lower-case form is two: <c>i</c> and U+0307.</summary>
    public const int DottedCapitalI = 0x130;

    private const int CapitalSigma = 0x3A3;
    private const int FinalSigma = 0x3C2;

    /// <summary>The lower-case form of a code point other than <see cref="DottedCapitalI"/>.</summary>
    /// <param name="codePoint">The code point at <paramref name="position"/>.</param>
    /// <param name="text">The text around it.</param>
    /// <param name="position">Where it begins.</param>
    public static int Of(int codePoint, ReadOnlySpan<char> text, int position)
    {
        if (codePoint == CapitalSigma && IsFinal(text, position)) return FinalSigma;
        var run = SortedTable.RowAtMost(UnicodeLowerCase.Runs, 4, codePoint);
        var inside = codePoint >= run[0] && codePoint <= run[1] && (codePoint - run[0]) % run[2] == 0;
        return inside ? codePoint + run[3] : codePoint;
    }

    // The Unicode Standard, table 3-17: a cased letter before it and none after it, case-ignorable ones passed over.
    // Spaces and ideographs have no case, so that looking beyond the word does no harm; removed characters are passed
    // over because they are gone before BERT lowers the case.
    private static bool IsFinal(ReadOnlySpan<char> text, int position)
    {
        var before = text[..position];
        while (!before.IsEmpty)
        {
            Rune.DecodeLastFromUtf16(before, out var rune, out var length);
            var traits = CharacterTraits.Of(rune.Value);
            if (IsPassedOver(traits))
            {
                before = before[..^length];
                continue;
            }

            return traits.IsCased && !IsCasedNext(text[(position + 1)..]);
        }

        return false;
    }

    private static bool IsCasedNext(ReadOnlySpan<char> after)
    {
        foreach (var rune in after.EnumerateRunes())
        {
            var traits = CharacterTraits.Of(rune.Value);
            if (!IsPassedOver(traits)) return traits.IsCased;
        }

        return false;
    }

    private static bool IsPassedOver(CharacterTraits traits) =>
        traits.IsCaseIgnorable || traits.Kind == CharacterKind.Removed;
}
