using System.Text;

namespace TaskGrid.Models.Tests;

public sealed class EncoderLayoutTests
{
    // The counts of BERT base (with and without pooler), DistilBERT and ELECTRA small, as published.
    [Theory]
    [InlineData("bert", 768, 768, 12, true, 109_482_240)]
    [InlineData("bert", 768, 768, 12, false, 108_891_648)]
    [InlineData("distilbert", 768, 768, 6, false, 66_362_880)]
    [InlineData("electra", 256, 128, 12, false, 13_483_008)]
    public void Create_PublishedSizes_HasTheirParameterCount(
        string architecture, int hidden, int embedding, int layers, bool hasPooler, int parameters)
    {
        var config = Parse(TestModel.Of(architecture).Config.ToJsonString()) with
        {
            VocabularySize = 30_522,
            HiddenSize = hidden,
            EmbeddingSize = embedding,
            Layers = layers,
            IntermediateSize = 4 * hidden,
            MaxPositions = 512,
        };
        Assert.Equal(parameters, EncoderLayout.Create(config, hasPooler).Count);
    }

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
