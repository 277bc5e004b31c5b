using System.Runtime.CompilerServices;

namespace TaskGrid.Models;

/// <summary>
/// The built-in engine. ASCII words are looked up where they stand in the text; a word with any other character goes
/// through <see cref="WordReader"/> first. Allocates nothing.
/// </summary>
internal sealed class TrieWordPiece : IPieceEncoder
{
    private const int AsciiCount = 128;
    private const int Unknown = -1;

    private readonly CharacterKind[] _asciiKinds = new CharacterKind[AsciiCount];
    private readonly PieceTrie _trie;
    private readonly WordReader _reader;
    private readonly int _unknownId;
    private readonly int _maxCharacters;

    public TrieWordPiece(WordPieceVocabulary vocabulary, WordPieceSettings settings)
    {
        _trie = new PieceTrie(vocabulary.Tokens, settings.LowerCase);
        _reader = new WordReader(settings);
        _unknownId = vocabulary.UnknownId;
        _maxCharacters = settings.MaxCharactersPerWord;
        for (var code = 0; code < AsciiCount; code++) _asciiKinds[code] = CharacterTraits.Of(code).Kind;
    }

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<char> text, Span<int> ids)
    {
        ReadOnlySpan<CharacterKind> kinds = _asciiKinds;
        var count = 0;
        var position = 0;
        while (position < text.Length && count < ids.Length)
        {
            switch (KindOf(kinds, text[position]))
            {
                case CharacterKind.Space:
                    position++;
                    break;
                case CharacterKind.Punctuation:
                    count += EncodeWord(text.Slice(position++, 1), ids[count..]);
                    break;
                case CharacterKind.Letter:
                    var end = position + 1;
                    while (end < text.Length && KindOf(kinds, text[end]) == CharacterKind.Letter) end++;
                    if (end < text.Length && KindOf(kinds, text[end]) == CharacterKind.Removed) goto default;
                    count += EncodeWord(text[position..end], ids[count..]);
                    position = end;
                    break;
                default:
                    count += EncodeAnyWord(text, ref position, ids[count..]);
                    break;
            }
        }

        return count;
    }

    // Not ASCII counts as removed here: both need the reader.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static CharacterKind KindOf(ReadOnlySpan<CharacterKind> kinds, char unit) =>
        unit < kinds.Length ? kinds[unit] : CharacterKind.Removed;

    private int EncodeWord(ReadOnlySpan<char> word, Span<int> ids) =>
        Finish(word.Length <= _maxCharacters ? _trie.Split(word, ids) : Unknown, ids);

    [SkipLocalsInit]
    private int EncodeAnyWord(ReadOnlySpan<char> text, ref int position, Span<int> ids)
    {
        Span<char> word = stackalloc char[_reader.MaxUnits];
        var length = _reader.Read(text, ref position, word);
        return length == 0 ? 0 : Finish(length > 0 ? _trie.Split(word[..length], ids) : Unknown, ids);
    }

    private int Finish(int pieces, Span<int> ids)
    {
        if (pieces != Unknown) return Math.Min(pieces, ids.Length);
        ids[0] = _unknownId;
        return 1;
    }
}
