using System.Text.Json.Nodes;

namespace TaskGrid.Models.Tests;

public sealed class BaseTokenizerReaderTests : IDisposable
{
    private readonly ImportFolder _folder = new();
    private readonly TestModel _model = TestModel.Bert();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ImportAsync_TokenizerJsonOnly_GivesTheSameBaseAsVocabTxt()
    {
        await _folder.ImportAsync(Samples.TgMini, "text");
        Directory.CreateDirectory(_folder["source"]);
        foreach (var file in new[] { "config.json", "model.safetensors", "tokenizer.json" })
            File.Copy(Path.Combine(Samples.TgMini, file), Path.Combine(_folder["source"], file));
        await _folder.ImportAsync(_folder["source"], "json");
        var (text, json) = (BaseFolder.Open(_folder.Store("text")), BaseFolder.Open(_folder.Store("json")));
        Assert.Equal(text.TokenizerSettings, json.TokenizerSettings);
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(text.Path, "vocab.txt")),
            File.ReadAllBytes(Path.Combine(json.Path, "vocab.txt")));
    }

    [Fact]
    public async Task ImportAsync_ConfigAgainstTokenizerJson_ConfigWins()
    {
        var json = TokenizerJson();
        json["normalizer"]!["lowercase"] = true;
        json["normalizer"]!["strip_accents"] = false;
        json["normalizer"]!["handle_chinese_chars"] = false;
        json["model"]!["max_input_chars_per_word"] = 50;
        var settings = await SettingsAsync(json, """{"do_lower_case":false,"tokenizer_class":"BertTokenizerFast"}""");
        Assert.Equal((false, false, false, 50), (
            settings.LowerCase, settings.StripAccents, settings.TokenizeCjkCharacters, settings.MaxCharactersPerWord));
    }

    [Theory]
    [InlineData("good", true)]
    [InlineData("Good", false)]
    public async Task ImportAsync_NothingSaysTheCase_TheVocabularyDecides(string token, bool isLowerCase)
    {
        _model.Tokens[^1] = token + "ness";
        Assert.Equal(isLowerCase, (await SettingsAsync(null, null)).LowerCase);
    }

    [Fact]
    public async Task ImportAsync_SpecialTokensByOtherNames_AreKept()
    {
        _model.Tokens[4] = "<mask>";
        await SettingsAsync(null, """{"mask_token":{"content":"<mask>","lstrip":false}}""");
        Assert.Equal(4, BaseFolder.Open(_folder.Store("b")).ReadVocabulary().MaskId);
    }

    [Theory]
    [InlineData("model", "type", "\"BPE\"")]
    [InlineData("model", "continuing_subword_prefix", "\"@@\"")]
    [InlineData("model", "max_input_chars_per_word", "0")]
    [InlineData("normalizer", "type", "\"Sequence\"")]
    [InlineData("normalizer", "clean_text", "false")]
    [InlineData("pre_tokenizer", "type", "\"Whitespace\"")]
    public async Task ImportAsync_OtherKindOfTokenizer_IsUnsupported(string part, string field, string value)
    {
        var json = TokenizerJson();
        json[part]![field] = JsonNode.Parse(value);
        var error = await RefuseAsync(ErrorCodes.BaseUnsupported, json, null);
        Assert.Contains($"{part}.{field}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"tokenizer_class":"RobertaTokenizer"}""")]
    [InlineData("""{"do_basic_tokenize":false}""")]
    public async Task ImportAsync_ConfigOfAnotherTokenizer_IsUnsupported(string config) =>
        await RefuseAsync(ErrorCodes.BaseUnsupported, null, config);

    [Theory]
    [InlineData("""{"do_lower_case":"yes"}""")]
    [InlineData("""[]""")]
    [InlineData("""{"unk_token":""")]
    public async Task ImportAsync_ConfigThatIsWrong_IsInvalid(string config) =>
        await RefuseAsync(ErrorCodes.BaseInvalid, null, config);

    [Theory]
    [InlineData("[MASK]", 20)]
    [InlineData("a", 4)]
    [InlineData("a", -1)]
    public async Task ImportAsync_IdsWithGaps_AreUnsupported(string token, int id)
    {
        var json = TokenizerJson();
        json["model"]!["vocab"]![token] = id;
        await RefuseAsync(ErrorCodes.BaseUnsupported, json, null);
    }

    [Fact]
    public async Task ImportAsync_AddedTokenOutsideTheVocabulary_IsUnsupported()
    {
        var json = TokenizerJson();
        json["added_tokens"] = new JsonArray(new JsonObject { ["id"] = 20, ["content"] = "[EXTRA]" });
        var error = await RefuseAsync(ErrorCodes.BaseUnsupported, json, null);
        Assert.Contains("[EXTRA]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportAsync_MoreTokensThanEmbeddings_IsInvalid()
    {
        _model.Tokens = [.. _model.Tokens, "more"];
        var error = await RefuseAsync(ErrorCodes.BaseInvalid, null, null);
        Assert.Contains("21", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportAsync_FewerTokensThanEmbeddings_IsFine()
    {
        _model.Tokens = _model.Tokens[..^2];
        await SettingsAsync(null, null);
        Assert.Equal(18, BaseFolder.Open(_folder.Store("b")).ReadVocabulary().Tokens.Length);
    }

    private JsonObject TokenizerJson() => new()
    {
        ["added_tokens"] = new JsonArray(new JsonObject { ["id"] = 4, ["content"] = "[MASK]" }),
        ["normalizer"] = new JsonObject { ["type"] = "BertNormalizer", ["clean_text"] = true, ["lowercase"] = true },
        ["pre_tokenizer"] = new JsonObject { ["type"] = "BertPreTokenizer" },
        ["model"] = new JsonObject
        {
            ["type"] = "WordPiece",
            ["unk_token"] = "[UNK]",
            ["continuing_subword_prefix"] = "##",
            ["max_input_chars_per_word"] = 100,
            ["vocab"] = new JsonObject(_model.Tokens.Select((token, id) => KeyValuePair.Create(token, (JsonNode?)id))),
        },
    };

    private void Write(JsonObject? json, string? config)
    {
        var source = _model.WriteTo(_folder["source"]);
        if (json is not null)
        {
            File.Delete(Path.Combine(source, "vocab.txt"));
            File.WriteAllText(Path.Combine(source, "tokenizer.json"), json.ToJsonString());
        }

        if (config is not null) File.WriteAllText(Path.Combine(source, "tokenizer_config.json"), config);
    }

    private async Task<WordPieceSettings> SettingsAsync(JsonObject? json, string? config)
    {
        Write(json, config);
        await _folder.ImportAsync(_folder["source"]);
        return BaseFolder.Open(_folder.Store("b")).TokenizerSettings;
    }

    private Task<TaskGridException> RefuseAsync(string code, JsonObject? json, string? config)
    {
        Write(json, config);
        return _folder.RefuseAsync(code, _folder["source"]);
    }
}
