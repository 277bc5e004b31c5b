namespace TaskGrid.Models;

/// <summary>What a source says of its tokenizer.</summary>
/// <param name="Vocabulary">The tokens by id, and the names of the special ones.</param>
/// <param name="Settings">How text is cut into words.</param>
internal sealed record BaseTokenizer(WordPieceVocabulary Vocabulary, WordPieceSettings Settings);
