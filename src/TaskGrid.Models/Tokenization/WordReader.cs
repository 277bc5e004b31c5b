using System.Runtime.CompilerServices;
using System.Text;

namespace TaskGrid.Models;

/// <summary>
/// Reads text word by word as BERT's basic tokenization does: control characters removed, case folded, accents
/// stripped, punctuation and ideographs words of their own. Has no state and allocates nothing.
/// </summary>
/// <param name="settings">The rules of the base.</param>
internal sealed class WordReader(WordPieceSettings settings)
{
    private readonly bool _lowerCase = settings.LowerCase;
    private readonly bool _stripAccents = settings.StripAccents ?? settings.LowerCase;
    private readonly bool _splitIdeographs = settings.TokenizeCjkCharacters;

    /// <summary>The longest word that is written, in UTF-16 units: the size that a buffer needs.</summary>
    public int MaxUnits { get; } = 2 * settings.MaxCharactersPerWord;

    /// <summary>Reads to the end of the next word.</summary>
    /// <param name="text">The whole text: case can depend on what precedes the word.</param>
    /// <param name="position">Where to begin, not inside a word; moved to where to go on.</param>
    /// <param name="word">Receives the word; at least <see cref="MaxUnits"/> long.</param>
    /// <returns>
    /// The word's length in UTF-16 units; 0: only spaces and removed characters were passed; −1: the word has more
    /// characters than the settings allow.
    /// </returns>
    [SkipLocalsInit]
    public int Read(ReadOnlySpan<char> text, ref int position, Span<char> word)
    {
        Span<int> characters = stackalloc int[settings.MaxCharactersPerWord];
        Span<int> mapped = stackalloc int[Decomposition.MaxLength];
        var (length, reorderFrom) = (0, 0);
        while (position < text.Length)
        {
            Rune.DecodeFromUtf16(text[position..], out var rune, out var units); // lone surrogate: U+FFFD
            var traits = CharacterTraits.Of(rune.Value);
            if (traits.Kind == CharacterKind.Space && length > 0) break;
            if (traits.Kind is CharacterKind.Space or CharacterKind.Removed)
            {
                position += units;
                continue;
            }

            var written = mapped[..Map(rune.Value, traits, text, position, mapped)];
            var isAlone = StandsAlone(traits, written);
            if (isAlone && length > 0) break;
            position += units;
            foreach (var character in written) Append(character, characters, ref length, ref reorderFrom);
            if (isAlone) break;
        }

        return length > characters.Length ? -1 : Encode(characters[..length], word);
    }

    private int Map(int codePoint, CharacterTraits traits, ReadOnlySpan<char> text, int position, Span<int> mapped)
    {
        mapped[0] = codePoint;
        if (_lowerCase && traits.IsCased)
        {
            if (codePoint == LowerCase.DottedCapitalI)
            {
                mapped[0] = 'i';
                mapped[1] = 0x307;
                return _stripAccents ? 1 : 2;
            }

            mapped[0] = LowerCase.Of(codePoint, text, position);
            traits = CharacterTraits.Of(mapped[0]);
        }

        return _stripAccents && traits.Decomposes ? Decomposition.Write(mapped[0], mapped) : 1;
    }

    private bool StandsAlone(CharacterTraits traits, ReadOnlySpan<int> mapped) =>
        (_splitIdeographs && traits.Kind == CharacterKind.Ideograph)
        || CharacterTraits.Of(mapped[0]).Kind == CharacterKind.Punctuation;

    // Marks that stay are in the canonical order of their classes, as after normalization.
    private void Append(int character, Span<int> word, ref int length, ref int reorderFrom)
    {
        var kind = _stripAccents ? CharacterTraits.Of(character).Kind : CharacterKind.Letter;
        if (kind == CharacterKind.Mark) return;
        if (kind == CharacterKind.SeparatingMark)
        {
            reorderFrom = length;
            return;
        }

        if (length >= word.Length)
        {
            length = word.Length + 1;
            return;
        }

        var at = length++;
        if (kind == CharacterKind.OrderedMark)
        {
            var order = CombiningClass(character);
            for (; at > reorderFrom && CombiningClass(word[at - 1]) > order; at--) word[at] = word[at - 1];
        }
        else
        {
            reorderFrom = length;
        }

        word[at] = character;
    }

    private static int CombiningClass(int mark) =>
        SortedTable.RowAtMost(UnicodeOrder.Classes, 1, mark << 8 | 0xFF)[0] & 0xFF;

    private static int Encode(ReadOnlySpan<int> characters, Span<char> word)
    {
        var length = 0;
        foreach (var character in characters)
        {
            if (character <= 0xFFFF) word[length++] = (char)character;
            else length += new Rune(character).EncodeToUtf16(word[length..]);
        }

        return length;
    }
}
