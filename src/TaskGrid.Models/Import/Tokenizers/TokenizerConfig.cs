using System.Text.Json;

namespace TaskGrid.Models;

/// <summary>What a <c>tokenizer_config.json</c> states; null where it says nothing.</summary>
internal sealed record TokenizerConfig
{
    private static readonly string[] Families = ["Bert", "DistilBert", "Electra", "PreTrained"];

    public bool? LowerCase { get; private init; }

    public bool? StripAccents { get; private init; }

    public bool? TokenizeCjkCharacters { get; private init; }

    private string? Unknown { get; init; }

    private string? Classifier { get; init; }

    private string? Separator { get; init; }

    private string? Padding { get; init; }

    private string? Mask { get; init; }

    /// <exception cref="JsonException">A field has the wrong type.</exception>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseUnsupported"/>.</exception>
    public static TokenizerConfig Parse(JsonElement root, string name)
    {
        CheckClass(root, name);
        return new TokenizerConfig
        {
            LowerCase = root.Flag("do_lower_case"),
            StripAccents = root.Flag("strip_accents"),
            TokenizeCjkCharacters = root.Flag("tokenize_chinese_chars"),
            Unknown = Token(root, "unk_token"),
            Classifier = Token(root, "cls_token"),
            Separator = Token(root, "sep_token"),
            Padding = Token(root, "pad_token"),
            Mask = Token(root, "mask_token"),
        };
    }

    /// <summary>The names of the special tokens, where not stated here those of <paramref name="other"/>.</summary>
    public SpecialTokens Special(SpecialTokens other) => new()
    {
        Unknown = Unknown ?? other.Unknown,
        Classifier = Classifier ?? other.Classifier,
        Separator = Separator ?? other.Separator,
        Padding = Padding ?? other.Padding,
        Mask = Mask ?? other.Mask,
    };

    private static void CheckClass(JsonElement root, string file)
    {
        var type = root.Text("tokenizer_class");
        var isWordPiece = type is null
            || Families.Any(family => type == family + "Tokenizer" || type == family + "TokenizerFast");
        if (!isWordPiece || root.Flag("do_basic_tokenize") == false)
        {
            throw new TaskGridException(
                ErrorCodes.BaseUnsupported,
                $"{file} asks for {(isWordPiece ? "WordPiece without basic tokenization" : type)}. Choose a model with "
                + "BERT's own tokenizer (WordPiece).");
        }
    }

    // A token is a string, or an object with its content.
    private static string? Token(JsonElement root, string name) =>
        root.Field(name) is { ValueKind: JsonValueKind.Object } token ? token.Text("content") : root.Text(name);
}
