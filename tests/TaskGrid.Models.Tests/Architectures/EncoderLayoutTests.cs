using System.Text;

namespace TaskGrid.Models.Tests;

public sealed class EncoderLayoutTests
{
    // The counts that the published models have.
    [Theory]
    [InlineData("""{"model_type":"bert","vocab_size":30522,"hidden_size":768,"num_hidden_layers":12,"num_attention_heads":12,"intermediate_size":3072,"max_position_embeddings":512}""", true, 109_482_240)]
    [InlineData("""{"model_type":"bert","vocab_size":30522,"hidden_size":768,"num_hidden_layers":12,"num_attention_heads":12,"intermediate_size":3072,"max_position_embeddings":512}""", false, 108_891_648)]
    [InlineData("""{"model_type":"distilbert","vocab_size":30522,"dim":768,"n_layers":6,"n_heads":12,"hidden_dim":3072,"max_position_embeddings":512}""", false, 66_362_880)]
    [InlineData("""{"model_type":"electra","vocab_size":30522,"embedding_size":128,"hidden_size":256,"num_hidden_layers":12,"num_attention_heads":4,"intermediate_size":1024,"max_position_embeddings":512}""", false, 13_483_008)]
    public void Create_PublishedSizes_HasTheirParameterCount(string json, bool hasPooler, int parameters) =>
        Assert.Equal(parameters, EncoderLayout.Create(Parse(json), hasPooler).Count);

    [Theory]
    [InlineData("bert", true)]
    [InlineData("distilbert", false)]
    [InlineData("electra", false)]
    public void Create_EachArchitecture_HasCanonicalNamesShapesAndOrder(string architecture, bool hasPooler)
    {
        var model = TestModel.Of(architecture);
        var config = Parse(model.Config.ToJsonString());
        var layout = EncoderLayout.Create(config, hasPooler);
        var head = PretrainingHeadLayout.Create(config);
        Assert.Equal(
            model.Tensors.Select(tensor => $"{tensor.Canonical} {string.Join('x', tensor.Shape)}"),
            layout.Tensors.Concat(head.Tensors).Select(spec => $"{spec.Name} {string.Join('x', spec.Shape)}"));
    }

    [Fact]
    public void NonEmbeddingCount_TgMini_LeavesOutTheThreeTables()
    {
        var config = Parse(File.ReadAllText(Path.Combine(Samples.TgMini, "config.json")));
        var layout = EncoderLayout.Create(config, hasPooler: true);
        Assert.Equal(layout.Count - ((8192 + 128 + 2) * 256), EncoderLayout.NonEmbeddingCount(layout));
        // Its README counts all, with the two-way head of segment order (256 × 2 + 2) that is left out here.
        Assert.Equal(5_430_786, layout.Count + PretrainingHeadLayout.Create(config).Count + 514);
    }

    [Fact]
    public void Create_TooManyParameters_IsUnsupported()
    {
        var model = TestModel.Bert().Config;
        model["vocab_size"] = 1 << 24;
        model["hidden_size"] = 1024;
        var config = Parse(model.ToJsonString());
        var error = Assert.Throws<TaskGridException>(() => EncoderLayout.Create(config, hasPooler: false));
        Assert.Equal(ErrorCodes.BaseUnsupported, error.Code);
    }

    private static EncoderConfig Parse(string json) => EncoderConfig.Parse(Encoding.UTF8.GetBytes(json), "config.json");
}
