using System.Text;
using System.Text.Json.Nodes;

namespace TaskGrid.Models.Tests;

public sealed class EncoderConfigTests
{
    [Fact]
    public void Parse_TgMini_ReadsEveryField()
    {
        var config = EncoderConfig.Parse(File.ReadAllBytes(Path.Combine(Samples.TgMini, "config.json")), "config.json");
        Assert.Equal(
            new EncoderConfig
            {
                Architecture = EncoderArchitecture.Bert,
                VocabularySize = 8192,
                HiddenSize = 256,
                EmbeddingSize = 256,
                Layers = 4,
                Heads = 4,
                IntermediateSize = 1024,
                MaxPositions = 128,
                TokenTypes = 2,
                LayerNormEpsilon = 1e-12,
                Activation = EncoderActivation.Gelu,
                PadTokenId = 0,
                HiddenDropout = 0.1,
                AttentionDropout = 0.1,
            },
            config);
        Assert.Equal(64, config.HeadSize);
        Assert.False(config.HasEmbeddingProjection);
    }

    [Fact]
    public void Parse_DistilBert_ReadsItsOwnNames()
    {
        var config = Parse(TestModel.DistilBert().Config);
        Assert.Equal(EncoderArchitecture.DistilBert, config.Architecture);
        Assert.Equal((8, 8, 2, 2), (config.HiddenSize, config.EmbeddingSize, config.Layers, config.Heads));
        Assert.Equal((12, 16, 0, 1e-12), (
            config.IntermediateSize, config.MaxPositions, config.TokenTypes, config.LayerNormEpsilon));
        Assert.Equal((0.2, 0.3), (config.HiddenDropout, config.AttentionDropout));
    }

    [Fact]
    public void Parse_ElectraWithRelu_KeepsGeluInItsHead()
    {
        var json = TestModel.Electra().Config;
        json["hidden_act"] = "relu";
        var config = Parse(json);
        Assert.True(config.HasEmbeddingProjection);
        Assert.Equal(EncoderActivation.Relu, config.Activation);
        Assert.Equal(EncoderActivation.Gelu, config.PretrainingHeadActivation);
    }

    [Theory]
    [InlineData("gelu", EncoderActivation.Gelu)]
    [InlineData("gelu_new", EncoderActivation.GeluTanh)]
    [InlineData("gelu_pytorch_tanh", EncoderActivation.GeluTanh)]
    [InlineData("relu", EncoderActivation.Relu)]
    public void Parse_KnownActivation_IsRead(string name, EncoderActivation expected)
    {
        var json = TestModel.Bert().Config;
        json["hidden_act"] = name;
        Assert.Equal(expected, Parse(json).Activation);
    }

    [Fact]
    public void Parse_OldConfigWithoutOptionalFields_TakesBertsDefaults()
    {
        var json = TestModel.Bert().Config;
        string[] optional = ["type_vocab_size", "layer_norm_eps", "pad_token_id", "hidden_act"];
        foreach (var name in optional) json.Remove(name);
        json["hidden_dropout_prob"] = null;
        Assert.Equal(Parse(TestModel.Bert().Config), Parse(json));
    }

    [Fact]
    public void Parse_ManyWrongValues_ListsEachOfThem()
    {
        var json = TestModel.Bert().Config;
        json.Remove("vocab_size");
        json["hidden_size"] = 9;
        json["num_hidden_layers"] = -1;
        json["intermediate_size"] = "12";
        json["max_position_embeddings"] = 1e30;
        json["hidden_dropout_prob"] = 1;
        json["hidden_act"] = "swish";
        json["is_decoder"] = true;
        var error = Assert.Throws<TaskGridException>(() => Parse(json));
        Assert.Equal(ErrorCodes.BaseInvalid, error.Code);
        string[] fields =
        [
            "vocab_size", "num_hidden_layers", "intermediate_size", "max_position_embeddings", "hidden_dropout_prob",
            "hidden width 9 is not a multiple of the 2", "hidden_act", "is_decoder",
        ];
        Assert.Equal(fields.Length, error.Details.Count);
        foreach (var field in fields)
            Assert.Contains(error.Details, line => line.Contains(field, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("position_embedding_type", "\"relative_key\"")]
    [InlineData("hidden_act", "\"swish\"")]
    [InlineData("is_decoder", "true")]
    [InlineData("add_cross_attention", "true")]
    [InlineData("model_type", "\"roberta\"")]
    public void Parse_RightButUnknown_IsUnsupported(string field, string value)
    {
        var json = TestModel.Bert().Config;
        json[field] = JsonNode.Parse(value);
        var error = Assert.Throws<TaskGridException>(() => Parse(json));
        Assert.Equal(ErrorCodes.BaseUnsupported, error.Code);
        Assert.Contains(field, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pad_token_id", "20")]
    [InlineData("layer_norm_eps", "-1e-12")]
    [InlineData("num_attention_heads", "3")]
    [InlineData("vocab_size", "20.5")]
    [InlineData("model_type", "null")]
    public void Parse_WrongValue_IsInvalid(string field, string value)
    {
        var json = TestModel.Bert().Config;
        json[field] = JsonNode.Parse(value);
        Assert.Equal(ErrorCodes.BaseInvalid, Assert.Throws<TaskGridException>(() => Parse(json)).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"model_type\": \"bert\"} x")]
    public void Parse_NotAJsonObject_IsInvalid(string json) => Assert.Equal(
        ErrorCodes.BaseInvalid,
        Assert.Throws<TaskGridException>(() => EncoderConfig.Parse(Encoding.UTF8.GetBytes(json), "config.json")).Code);

    private static EncoderConfig Parse(JsonObject json) =>
        EncoderConfig.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()), "config.json");
}
