namespace TaskGrid.Models.Tests;

public sealed class TiedHeadTests : IDisposable
{
    private readonly ImportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("bert", "cls.predictions.decoder.weight")]
    [InlineData("distilbert", "vocab_projector.weight")]
    [InlineData("electra", "generator_lm_head.weight")]
    public async Task ImportAsync_DecoderEqualToTheEmbeddings_IsLeftOut(string architecture, string decoder)
    {
        var model = TestModel.Of(architecture);
        var plain = await _folder.ImportAsync(model.WriteTo(_folder["plain"]), "plain");
        model.Tensors.Insert(0, model.Tensors[0] with { Name = decoder });
        var tied = await _folder.ImportAsync(model.WriteTo(_folder["tied"]), "tied");
        Assert.Equal(plain.Info with { Name = "", Source = "" }, tied.Info with { Name = "", Source = "" });
    }

    [Theory]
    [InlineData("bert", "cls.predictions.decoder.weight")]
    [InlineData("distilbert", "vocab_projector.weight")]
    [InlineData("electra", "generator_lm_head.weight")]
    public async Task ImportAsync_DecoderOfItsOwn_IsUnsupported(string architecture, string decoder)
    {
        var model = TestModel.Of(architecture);
        var copy = model.Tensors[0] with { Name = decoder, Data = [.. model.Tensors[0].Data] };
        copy.Data[^1] ^= 1;
        model.Tensors.Add(copy);
        var error = await _folder.RefuseAsync(ErrorCodes.BaseUnsupported, model.WriteTo(_folder["source"]));
        Assert.Contains(decoder, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportAsync_BiasUnderTheDecodersName_IsTheHeadsBias()
    {
        var model = TestModel.Bert();
        var plain = await _folder.ImportAsync(model.WriteTo(_folder["plain"]), "plain");
        var bias = model.Tensors.Single(tensor => tensor.Canonical == "mlm.bias");
        model.Tensors.Add(bias with { Name = "cls.predictions.decoder.bias" });
        var both = await _folder.ImportAsync(model.WriteTo(_folder["both"]), "both");
        model.Tensors.Remove(bias);
        var renamed = await _folder.ImportAsync(model.WriteTo(_folder["renamed"]), "renamed");
        Assert.Equal(plain.Info.Fingerprint, both.Info.Fingerprint);
        Assert.Equal(plain.Info.Fingerprint, renamed.Info.Fingerprint);
    }
}
