using System.Text.Json;

namespace TaskGrid.Models;

/// <summary>What a <c>tokenizer.json</c> of the WordPiece kind holds.</summary>
internal sealed record TokenizerJson
{
    /// <summary>The tokens by id.</summary>
    public required IReadOnlyList<string> Tokens { get; init; }

    public required SpecialTokens SpecialTokens { get; init; }

    public required bool? LowerCase { get; init; }

    public required bool? StripAccents { get; init; }

    public required bool? TokenizeCjkCharacters { get; init; }

    public required int? MaxCharactersPerWord { get; init; }

    /// <exception cref="JsonException">A field is missing or has the wrong type.</exception>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseUnsupported"/>: it is not BERT's tokenizer;
    /// <see cref="ErrorCodes.BaseInvalid"/>: its tokens are no vocabulary.</exception>
    public static TokenizerJson Parse(JsonElement root, string name)
    {
        var model = root.Field("model") ?? throw new JsonException("it has no 'model'.");
        var normalizer = root.Field("normalizer");
        CheckKind(root, model, normalizer, name);
        return new TokenizerJson
        {
            Tokens = TokensOf(model, root.Field("added_tokens"), name),
            SpecialTokens = model.Text("unk_token") is { } unknown
                ? new SpecialTokens { Unknown = unknown }
                : new SpecialTokens(),
            LowerCase = normalizer?.Flag("lowercase"),
            StripAccents = normalizer?.Flag("strip_accents"),
            TokenizeCjkCharacters = normalizer?.Flag("handle_chinese_chars"),
            MaxCharactersPerWord = model.Number("max_input_chars_per_word"),
        };
    }

    private static void CheckKind(JsonElement root, JsonElement model, JsonElement? normalizer, string name)
    {
        var problems = new List<string>();
        // Early files leave the model's type out, but only WordPiece has this field.
        var type = model.Text("type") ?? (model.Field("max_input_chars_per_word") is null ? "missing" : "WordPiece");
        Expect("model.type", type, "WordPiece");
        if (type == "WordPiece")
            Expect("model.continuing_subword_prefix", model.Text("continuing_subword_prefix") ?? "##", "##");
        if (model.Number("max_input_chars_per_word") is { } most and (< 1 or > WordPieceSettings.MaxCharactersLimit))
        {
            problems.Add(
                $"model.max_input_chars_per_word is {most}, not 1 to {WordPieceSettings.MaxCharactersLimit:N0}");
        }

        Expect("normalizer.type", normalizer?.Text("type"), "BertNormalizer");
        Expect("normalizer.clean_text", normalizer?.Flag("clean_text") == false ? "false" : "true", "true");
        Expect("pre_tokenizer.type", root.Field("pre_tokenizer")?.Text("type"), "BertPreTokenizer");
        if (problems.Count == 0) return;
        throw new TaskGridException(
            ErrorCodes.BaseUnsupported,
            $"{name} is not BERT's tokenizer: {Problems.Summary(problems)}. Choose a model with WordPiece.", problems);

        void Expect(string field, string? value, string expected)
        {
            if (value != expected) problems.Add($"{field} is {value ?? "missing"}, not {expected}");
        }
    }

    private static string[] TokensOf(JsonElement model, JsonElement? added, string name)
    {
        if (model.Field("vocab") is not { ValueKind: JsonValueKind.Object } vocabulary)
            throw new JsonException("'vocab' is not an object.");
        var problems = new List<string>();
        var tokens = new string?[vocabulary.EnumerateObject().Count()];
        foreach (var entry in vocabulary.EnumerateObject()) Place(entry.Name, entry.Value);
        if (added is { ValueKind: JsonValueKind.Array } list)
        {
            problems.AddRange(list.EnumerateArray().Select(token => token.Text("content") ?? "")
                .Where(content => !vocabulary.TryGetProperty(content, out _))
                .Select(content => $"added token '{content}' is not in the vocabulary"));
        }

        return problems.Count == 0 ? [.. tokens.Select(token => token!)] : throw new TaskGridException(
            ErrorCodes.BaseUnsupported,
            $"{name} has a vocabulary that WordPiece cannot use: {Problems.Summary(problems)}. Choose another model.",
            Problems.Details(problems));

        void Place(string token, JsonElement value)
        {
            var isNumber = value.ValueKind == JsonValueKind.Number;
            if (!isNumber || !value.TryGetInt32(out var id) || id < 0 || id >= tokens.Length)
                problems.Add($"'{token}' has id {value.GetRawText()}; ids must be 0 to {tokens.Length - 1:N0}");
            else if (tokens[id] is not null) problems.Add($"'{token}' and '{tokens[id]}' both have id {id}");
            else if (token.AsSpan().IndexOfAny('\r', '\n') >= 0) problems.Add($"token {id} holds a line break");
            else tokens[id] = token;
        }
    }
}
