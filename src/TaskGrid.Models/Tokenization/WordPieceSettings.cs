namespace TaskGrid.Models;

/// <summary>How a base cuts text, as its <c>tokenizer_config.json</c> says. Defaults: BERT uncased.</summary>
public sealed record WordPieceSettings
{
    /// <summary>The largest <see cref="MaxCharactersPerWord"/>.</summary>
    public const int MaxCharactersLimit = 1000;

    /// <summary>Text is lower-cased. Default: true.</summary>
    public bool LowerCase { get; init; } = true;

    /// <summary>Accents are removed (é becomes e). Default null: as <see cref="LowerCase"/>.</summary>
    public bool? StripAccents { get; init; }

    /// <summary>Every ideograph of the CJK blocks is a word of its own. Default: true.</summary>
    public bool TokenizeCjkCharacters { get; init; } = true;

    /// <summary>
    /// Longer words are unknown; in characters (code points), 1 to <see cref="MaxCharactersLimit"/>. Default: 100.
    /// </summary>
    public int MaxCharactersPerWord { get; init; } = 100;

    /// <summary>Which code looks the pieces up; the ids are the same. Default: the built-in one.</summary>
    public WordPieceEngine Engine { get; init; } = WordPieceEngine.BuiltIn;

    internal void Validate()
    {
        if (MaxCharactersPerWord is >= 1 and <= MaxCharactersLimit) return;
        throw new TaskGridException(
            ErrorCodes.InvalidArgument,
            $"The longest word is {MaxCharactersPerWord} characters; use 1 to {MaxCharactersLimit} (BERT: 100).");
    }
}
