namespace TaskGrid.Models;

/// <summary>The tokenizer's settings in <c>base.json</c>, every one stated, so that defaults may change.</summary>
internal sealed record BaseTokenizerManifest
{
    public required bool LowerCase { get; init; }

    /// <summary>Null: as <see cref="LowerCase"/>.</summary>
    public required bool? StripAccents { get; init; }

    public required bool TokenizeCjkCharacters { get; init; }

    public required int MaxCharactersPerWord { get; init; }

    public required string Unknown { get; init; }

    public required string Classifier { get; init; }

    public required string Separator { get; init; }

    public required string Padding { get; init; }

    public required string Mask { get; init; }

    public static BaseTokenizerManifest Of(WordPieceSettings settings, SpecialTokens special) => new()
    {
        LowerCase = settings.LowerCase,
        StripAccents = settings.StripAccents,
        TokenizeCjkCharacters = settings.TokenizeCjkCharacters,
        MaxCharactersPerWord = settings.MaxCharactersPerWord,
        Unknown = special.Unknown,
        Classifier = special.Classifier,
        Separator = special.Separator,
        Padding = special.Padding,
        Mask = special.Mask,
    };

    public WordPieceSettings ToSettings() => new()
    {
        LowerCase = LowerCase,
        StripAccents = StripAccents,
        TokenizeCjkCharacters = TokenizeCjkCharacters,
        MaxCharactersPerWord = MaxCharactersPerWord,
    };

    public SpecialTokens ToSpecialTokens() => new()
    {
        Unknown = Unknown,
        Classifier = Classifier,
        Separator = Separator,
        Padding = Padding,
        Mask = Mask,
    };
}
