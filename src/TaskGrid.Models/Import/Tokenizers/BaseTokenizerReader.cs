using System.Text;
using System.Text.Json;

namespace TaskGrid.Models;

/// <summary>
/// Reads a tokenizer from <c>vocab.txt</c>, <c>tokenizer.json</c> and <c>tokenizer_config.json</c>. Tokens come from
/// the first of these that is there; each setting from the last that states it.
/// </summary>
internal static class BaseTokenizerReader
{
    private const long MaxBytes = 1 << 27;

    /// <summary>Reads the files that are there.</summary>
    /// <param name="vocabularyPath">Path of <c>vocab.txt</c>, or null.</param>
    /// <param name="jsonPath">Path of <c>tokenizer.json</c>, or null where there is a vocabulary.</param>
    /// <param name="configPath">Path of <c>tokenizer_config.json</c>, or null.</param>
    /// <param name="config">The encoder.</param>
    /// <param name="source">What messages call the place of the files.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseInvalid"/>,
    /// <see cref="ErrorCodes.BaseUnsupported"/>, <see cref="ErrorCodes.FileNotFound"/>.</exception>
    public static BaseTokenizer Read(
        string? vocabularyPath, string? jsonPath, string? configPath, EncoderConfig config, string source)
    {
        var json = jsonPath is null ? null : ReadJson(jsonPath, source, TokenizerJson.Parse);
        var stated = configPath is null ? new TokenizerConfig() : ReadJson(configPath, source, TokenizerConfig.Parse);
        var special = stated.Special(json?.SpecialTokens ?? new SpecialTokens());
        var vocabulary = vocabularyPath is not null
            ? WordPieceVocabulary.Parse(SourceFiles.Read(vocabularyPath, MaxBytes), special)
            : WordPieceVocabulary.Create(json!.Tokens, special);
        if (vocabulary.Tokens.Length > config.VocabularySize)
        {
            throw new TaskGridException(
                ErrorCodes.BaseInvalid,
                $"The vocabulary of {source} has {vocabulary.Tokens.Length:N0} tokens, but vocab_size in "
                + $"config.json is {config.VocabularySize:N0}. Take both from the same model.");
        }

        return new BaseTokenizer(vocabulary, new WordPieceSettings
        {
            LowerCase = stated.LowerCase ?? json?.LowerCase ?? IsLowerCase(vocabulary),
            StripAccents = stated.StripAccents ?? json?.StripAccents,
            TokenizeCjkCharacters = stated.TokenizeCjkCharacters ?? json?.TokenizeCjkCharacters ?? true,
            MaxCharactersPerWord = json?.MaxCharactersPerWord ?? new WordPieceSettings().MaxCharactersPerWord,
        });
    }

    /// <summary>The bytes of a <c>vocab.txt</c>.</summary>
    public static byte[] Write(WordPieceVocabulary vocabulary) =>
        Encoding.UTF8.GetBytes(string.Concat(vocabulary.Tokens.Select(token => token + "\n")));

    // Where no file says so: text is lower-cased if the vocabulary has no capital letters.
    private static bool IsLowerCase(WordPieceVocabulary vocabulary) =>
        !vocabulary.Tokens.Any(token => token.Any(char.IsAsciiLetterUpper) && !token.StartsWith('['));

    private static T ReadJson<T>(string path, string source, Func<JsonElement, string, T> parse)
    {
        var name = $"{Path.GetFileName(path)} of {source}";
        try
        {
            using var document = JsonDocument.Parse(SourceFiles.Read(path, MaxBytes));
            if (document.RootElement.ValueKind == JsonValueKind.Object) return parse(document.RootElement, name);
            throw new JsonException("it is not an object.");
        }
        // GetString reports an escaped lone surrogate as an InvalidOperationException.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new TaskGridException(
                ErrorCodes.BaseInvalid,
                $"{name} is not the JSON that it should be: {exception.Message} Download it again.", null, exception);
        }
    }
}
