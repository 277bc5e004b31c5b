using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace TaskGrid.Models;

/// <summary>The tokens of a base by id, with its special tokens. Immutable.</summary>
public sealed class WordPieceVocabulary
{
    private const string ByteOrderMark = "\uFEFF";

    private readonly Dictionary<string, int> _ids;

    private WordPieceVocabulary(ImmutableArray<string> tokens, Dictionary<string, int> ids, SpecialTokens special)
    {
        Tokens = tokens;
        Special = special;
        _ids = ids;
        UnknownId = ids[special.Unknown];
        ClassifierId = ids[special.Classifier];
        SeparatorId = ids[special.Separator];
        PaddingId = ids[special.Padding];
        MaskId = ids[special.Mask];
    }

    /// <summary>The tokens; a token's index is its id.</summary>
    public ImmutableArray<string> Tokens { get; }

    /// <summary>The names of the special tokens; all are in <see cref="Tokens"/>.</summary>
    public SpecialTokens Special { get; }

    /// <summary>Id of <see cref="SpecialTokens.Unknown"/>.</summary>
    public int UnknownId { get; }

    /// <summary>Id of <see cref="SpecialTokens.Classifier"/>.</summary>
    public int ClassifierId { get; }

    /// <summary>Id of <see cref="SpecialTokens.Separator"/>.</summary>
    public int SeparatorId { get; }

    /// <summary>Id of <see cref="SpecialTokens.Padding"/>.</summary>
    public int PaddingId { get; }

    /// <summary>Id of <see cref="SpecialTokens.Mask"/>.</summary>
    public int MaskId { get; }

    /// <summary>Reads a <c>vocab.txt</c>: UTF-8, one token a line, its line number (from 0) the id.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="special">Names of the special tokens; null: BERT's.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseInvalid"/>; details name every line.</exception>
    public static WordPieceVocabulary Parse(ReadOnlySpan<byte> utf8, SpecialTokens? special = null)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8);
        }
        catch (DecoderFallbackException exception)
        {
            throw new TaskGridException(
                ErrorCodes.BaseInvalid,
                $"The vocabulary is not UTF-8 (byte {exception.Index}); use the vocab.txt that belongs to the model.",
                innerException: exception);
        }

        if (text.StartsWith(ByteOrderMark, StringComparison.Ordinal)) text = text[1..];
        if (text.EndsWith('\n')) text = text[..^1];
        return Create(Array.ConvertAll(text.Split('\n'), line => line.TrimEnd('\r')), special);
    }

    /// <summary>Makes a vocabulary of tokens in the order of their ids.</summary>
    /// <param name="tokens">The tokens; pieces inside a word begin with <c>##</c>.</param>
    /// <param name="special">Names of the special tokens; null: BERT's.</param>
    /// <exception cref="TaskGridException">
    /// <see cref="ErrorCodes.BaseInvalid"/>: a token is empty, repeated or not valid Unicode, or a special token is
    /// missing; details name each.
    /// </exception>
    public static WordPieceVocabulary Create(IReadOnlyList<string> tokens, SpecialTokens? special = null)
    {
        special ??= new SpecialTokens();
        var ids = new Dictionary<string, int>(tokens.Count, StringComparer.Ordinal);
        var problems = new List<string>();
        for (var id = 0; id < tokens.Count; id++)
        {
            var token = tokens[id];
            if (token.Length == 0) problems.Add($"id {id}: the token is empty");
            else if (!IsValid(token)) problems.Add($"id {id}: the token holds half a surrogate pair");
            else if (!ids.TryAdd(token, id)) problems.Add($"id {id}: '{token}' is already id {ids[token]}");
        }

        problems.AddRange(special.All.Where(name => !ids.ContainsKey(name)).Select(name => $"'{name}' is missing"));
        if (problems.Count == 0) return new WordPieceVocabulary([.. tokens], ids, special);
        throw new TaskGridException(
            ErrorCodes.BaseInvalid,
            $"The vocabulary of {tokens.Count} tokens has {problems.Count} problems: {problems[0]}"
            + (problems.Count > 1 ? ", ..." : "") + ". Use the vocab.txt that belongs to the model.",
            problems);
    }

    /// <summary>Looks a token up.</summary>
    /// <param name="token">The token as it stands in the vocabulary.</param>
    /// <param name="id">Its id when found.</param>
    public bool TryGetId(string token, out int id) => _ids.TryGetValue(token, out id);

    private static bool IsValid(ReadOnlySpan<char> token)
    {
        while (!token.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(token, out _, out var units) != OperationStatus.Done) return false;
            token = token[units..];
        }

        return true;
    }
}
