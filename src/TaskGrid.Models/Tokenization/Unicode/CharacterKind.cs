namespace TaskGrid.Models;

/// <summary>What BERT's rules do with a character. The values are those of <see cref="UnicodeKinds"/>.</summary>
internal enum CharacterKind : byte
{
    /// <summary>Part of a word: whatever is none of the others, unassigned code points included.</summary>
    Letter = 0,

    /// <summary>Separates words.</summary>
    Space = 1,

    /// <summary>Control, format and private-use characters, surrogates, U+0000, U+FFFD: dropped.</summary>
    Removed = 2,

    /// <summary>ASCII that is neither letter nor digit, and Unicode's P categories: a word of its own.</summary>
    Punctuation = 3,

    /// <summary>Of a CJK block: a word of its own where the settings say so.</summary>
    Ideograph = 4,

    /// <summary>Nonspacing mark with a combining class: what stripping accents drops.</summary>
    Mark = 5,

    /// <summary>Nonspacing mark of class 0: dropped too, but marks are not reordered across it.</summary>
    SeparatingMark = 6,

    /// <summary>Mark that stays, with a combining class (<see cref="UnicodeOrder"/>).</summary>
    OrderedMark = 7,
}
