using System.Buffers;
using System.Text;

namespace TaskGrid.Models;

/// <summary>
/// BERT's tokenizer, cased and uncased: basic tokenization, then WordPiece, longest match first. Immutable; safe for
/// concurrent use. Unicode tables are pinned, so that ids do not depend on the runtime.
/// </summary>
/// <remarks>
/// The rules are those of BERT's published code (<c>tokenization.py</c>), with two points in which Hugging Face's
/// tokenizers agree against it: private-use characters and lone surrogates are removed like control characters.
/// Unassigned code points stay, as in BERT and in Hugging Face's Rust code.
/// </remarks>
public sealed class WordPieceTokenizer
{
    // A Hangul syllable, one character of text, can become three pieces; nothing becomes more.
    private const int MaxIdsPerChar = 3;

    private readonly IPieceEncoder _encoder;
    private readonly SearchValues<string> _specialNames;
    private readonly string[] _specialByLength;

    /// <summary>Builds the tables for a vocabulary.</summary>
    /// <param name="vocabulary">The base's vocabulary.</param>
    /// <param name="settings">How the base cuts text; null: BERT uncased.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: a setting is out of range or
    /// names an engine that this build lacks.</exception>
    public WordPieceTokenizer(WordPieceVocabulary vocabulary, WordPieceSettings? settings = null)
    {
        Vocabulary = vocabulary;
        Settings = settings ?? new WordPieceSettings();
        Settings.Validate();
        _encoder = PieceEncoderFactory.Create(vocabulary, Settings);
        _specialByLength = [.. vocabulary.Special.All.OrderByDescending(name => name.Length)];
        _specialNames = SearchValues.Create(_specialByLength, StringComparison.Ordinal);
    }

    /// <summary>The tokens.</summary>
    public WordPieceVocabulary Vocabulary { get; }

    /// <summary>The rules in force.</summary>
    public WordPieceSettings Settings { get; }

    /// <summary>Makes a model's input of one text or a pair; texts too long are cut at their ends.</summary>
    /// <param name="text">The text, or the pair's first.</param>
    /// <param name="textPair">The pair's second text; null: no pair. An empty one is still a segment.</param>
    /// <param name="maxLength">
    /// The most ids, special tokens included: at least 2, for a pair 3. A pair loses tokens from its longer text, the
    /// second where they are equally long.
    /// </param>
    /// <param name="recognizeSpecialTokens">
    /// The names of special tokens in the text (<c>[MASK]</c>) stand for them; otherwise they are plain text, which
    /// is what text from users must be.
    /// </param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: no room for the special
    /// tokens.</exception>
    public EncodedInput Encode(string text, string? textPair, int maxLength, bool recognizeSpecialTokens = false)
    {
        var least = textPair is null ? 2 : 3;
        if (maxLength < least)
        {
            throw new TaskGridException(
                ErrorCodes.InvalidArgument,
                $"The longest input is {maxLength} tokens; allow at least {least}, which the special "
                + "tokens take.");
        }

        var budget = maxLength - least;
        var first = Rent(text, budget);
        var second = Rent(textPair, budget);
        try
        {
            var firstCount = EncodeSegment(text, first.AsSpan(0, Room(text, budget)), recognizeSpecialTokens);
            var secondCount = EncodeSegment(textPair, second.AsSpan(0, Room(textPair, budget)), recognizeSpecialTokens);
            (firstCount, secondCount) = PairTruncation.Apply(firstCount, secondCount, budget);
            var ids = new int[firstCount + secondCount + least];
            ids[0] = Vocabulary.ClassifierId;
            first.AsSpan(0, firstCount).CopyTo(ids.AsSpan(1));
            ids[firstCount + 1] = Vocabulary.SeparatorId;
            second.AsSpan(0, secondCount).CopyTo(ids.AsSpan(firstCount + 2));
            ids[^1] = Vocabulary.SeparatorId;
            return new EncodedInput(ids, firstCount + 2);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(first);
            ArrayPool<int>.Shared.Return(second);
        }
    }

    /// <summary>
    /// Writes the ids of a text's pieces, without special tokens, until the text or the room ends. The built-in engine
    /// allocates nothing.
    /// </summary>
    /// <param name="text">The text; any UTF-16, valid or not.</param>
    /// <param name="ids">Receives the ids; three a char are always enough.</param>
    /// <returns>How many ids were written.</returns>
    public int Encode(ReadOnlySpan<char> text, Span<int> ids) => _encoder.Encode(text, ids);

    /// <summary>A token as it stands in the vocabulary, with the <c>##</c> of a piece inside a word.</summary>
    /// <param name="id">Its id.</param>
    /// <exception cref="ArgumentOutOfRangeException">The vocabulary has no such id.</exception>
    public string TokenText(int id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, Vocabulary.Tokens.Length);
        return Vocabulary.Tokens[id];
    }

    /// <summary>Joins tokens to text: pieces to words, words by one space. What encoding folded stays folded.</summary>
    /// <param name="ids">Token ids.</param>
    /// <param name="skipSpecialTokens">Leaves special tokens out, except the unknown one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The vocabulary has no such id.</exception>
    public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens = true)
    {
        var text = new StringBuilder();
        foreach (var id in ids)
        {
            if (skipSpecialTokens && IsMarker(id)) continue;
            var token = TokenText(id).AsSpan();
            if (token.StartsWith(PieceTrie.ContinuationPrefix)) token = token[PieceTrie.ContinuationPrefix.Length..];
            else if (text.Length > 0) text.Append(' ');
            text.Append(token);
        }

        return text.ToString();
    }

    private bool IsMarker(int id) =>
        id == Vocabulary.ClassifierId || id == Vocabulary.SeparatorId || id == Vocabulary.PaddingId
        || id == Vocabulary.MaskId;

    private static int Room(string? text, int budget) =>
        (int)Math.Min(budget, (long)MaxIdsPerChar * (text?.Length ?? 0));

    private static int[] Rent(string? text, int budget) => ArrayPool<int>.Shared.Rent(Room(text, budget));

    private int EncodeSegment(ReadOnlySpan<char> text, Span<int> ids, bool recognizeSpecialTokens)
    {
        if (!recognizeSpecialTokens) return _encoder.Encode(text, ids);
        var count = 0;
        while (count < ids.Length && text.IndexOfAny(_specialNames) is var at and >= 0)
        {
            count += _encoder.Encode(text[..at], ids[count..]);
            text = text[at..];
            var name = LongestSpecialName(text);
            if (count < ids.Length && Vocabulary.TryGetId(name, out var id)) ids[count++] = id;
            text = text[name.Length..];
        }

        return count + _encoder.Encode(text, ids[count..]);
    }

    private string LongestSpecialName(ReadOnlySpan<char> text)
    {
        foreach (var name in _specialByLength)
        {
            if (text.StartsWith(name, StringComparison.Ordinal)) return name;
        }

        throw new InvalidOperationException("No special token begins here.");
    }
}
