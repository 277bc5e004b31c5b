#if TASKGRID_FULL
using System.Text;
using Microsoft.ML.Tokenizers;

namespace TaskGrid.Models;

/// <summary>
/// Pieces looked up by Microsoft.ML.Tokenizers. The words still come from <see cref="WordReader"/>: that package leaves
/// decomposition to the runtime, which does none under InvariantGlobalization, and the ids must not depend on the
/// engine.
/// </summary>
internal sealed class MlTokenizersWordPiece : IPieceEncoder
{
    private readonly BertTokenizer _tokenizer;
    private readonly WordReader _reader;
    private readonly string _unknown;

    public MlTokenizersWordPiece(WordPieceVocabulary vocabulary, WordPieceSettings settings)
    {
        _reader = new WordReader(settings);
        _unknown = vocabulary.Special.Unknown;
        using var lines = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', vocabulary.Tokens)));
        _tokenizer = BertTokenizer.Create(lines, new BertOptions
        {
            ApplyBasicTokenization = false,
            SplitOnSpecialTokens = false,
            ContinuingSubwordPrefix = PieceTrie.ContinuationPrefix,
            MaxInputCharsPerWord = _reader.MaxUnits,
            UnknownToken = vocabulary.Special.Unknown,
            ClassificationToken = vocabulary.Special.Classifier,
            SeparatorToken = vocabulary.Special.Separator,
            PaddingToken = vocabulary.Special.Padding,
            MaskingToken = vocabulary.Special.Mask,
        });
    }

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<char> text, Span<int> ids)
    {
        var found = _tokenizer.EncodeToIds(ReadWords(text, ids.Length), addSpecialTokens: false);
        var count = Math.Min(found.Count, ids.Length);
        for (var index = 0; index < count; index++) ids[index] = found[index];
        return count;
    }

    // A word has at least one piece, so that as many words as there is room for ids are enough.
    private string ReadWords(ReadOnlySpan<char> text, int most)
    {
        var words = new StringBuilder(text.Length);
        Span<char> word = stackalloc char[_reader.MaxUnits];
        for (var (position, count) = (0, 0); position < text.Length && count < most;)
        {
            var length = _reader.Read(text, ref position, word);
            if (length == 0) continue;
            if (count++ > 0) words.Append(' ');
            if (length > 0) words.Append(word[..length]);
            else words.Append(_unknown);
        }

        return words.ToString();
    }
}
#endif
