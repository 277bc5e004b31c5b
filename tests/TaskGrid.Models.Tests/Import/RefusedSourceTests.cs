namespace TaskGrid.Models.Tests;

public sealed class RefusedSourceTests : IDisposable
{
    private readonly ImportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ImportAsync_MissingExtraAndMisshapenTensors_ListsThemAllAtOnce()
    {
        var model = TestModel.Bert();
        model.Tensors.RemoveAll(tensor => tensor.Canonical == "encoder.layer.1.output.dense.bias");
        model.Tensors.RemoveAll(tensor => tensor.Canonical == "pooler.dense.bias");
        model.Tensors.RemoveAll(tensor => tensor.Canonical == "mlm.bias");
        model.Replace("bert.encoder.layer.0.intermediate.dense.weight", tensor => tensor with { Shape = [8, 12] });
        model.Replace("bert.embeddings.LayerNorm.bias", tensor => tensor with { DType = "I32" });
        model.Tensors.Add(TestTensor.Random(new Random(1), "bert.encoder.layer.2.output.dense.bias", "", "F32", 8));
        model.Tensors.Add(TestTensor.Random(new Random(1), "embeddings.word_embeddings.weight", "", "F32", 20, 8));
        var error = await _folder.RefuseAsync(ErrorCodes.BaseInvalid, model.WriteTo(_folder["source"]));
        Assert.Equal(
            new[]
            {
                "'bert.embeddings.LayerNorm.bias' is of type I32; supported: F32, F16, BF16",
                "'bert.embeddings.word_embeddings.weight' and 'embeddings.word_embeddings.weight' are both "
                    + "embeddings.word_embeddings.weight",
                "'bert.encoder.layer.0.intermediate.dense.weight' is [8, 12]; config.json asks for [12, 8]",
                "'bert.encoder.layer.2.output.dense.bias' is not part of such a model",
                "encoder.layer.1.output.dense.bias [8] is missing",
                "mlm.bias [20] is missing",
                "pooler.dense.bias [8] is missing",
            },
            error.Details.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ImportAsync_UnsupportedTypeOnly_IsUnsupported()
    {
        var model = TestModel.Bert();
        model.Replace("bert.embeddings.LayerNorm.bias", tensor => tensor with { DType = "I32" });
        await _folder.RefuseAsync(ErrorCodes.BaseUnsupported, model.WriteTo(_folder["source"]));
    }

    [Fact]
    public async Task ImportAsync_ValuesThatAreNotFinite_NamesTheirTensors()
    {
        var model = TestModel.Bert();
        model.Replace("bert.pooler.dense.bias", tensor => WithLast(tensor, float.NaN));
        model.Replace("bert.encoder.layer.1.output.dense.weight", tensor => WithLast(tensor, float.NegativeInfinity));
        var error = await _folder.RefuseAsync(ErrorCodes.BaseInvalid, model.WriteTo(_folder["source"]));
        Assert.Equal(2, error.Details.Count);
        Assert.Contains("bert.encoder.layer.1.output.dense.weight", error.Details[0], StringComparison.Ordinal);
        Assert.Contains("bert.pooler.dense.bias", error.Details[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pytorch_model.bin")]
    [InlineData("model.pt")]
    [InlineData("pytorch_model-00001-of-00002.bin")]
    public async Task ImportAsync_PickledWeightsOnly_AreRefusedWithReasonAndWayOut(string file)
    {
        TestModel.Bert().WriteWithoutWeights(_folder["source"]);
        File.WriteAllText(Path.Combine(_folder["source"], file), "pickle");
        var error = await _folder.RefuseAsync(ErrorCodes.PickleRefused, _folder["source"]);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains("run any code", error.Message, StringComparison.Ordinal);
        Assert.Contains("save_file", error.Message, StringComparison.Ordinal);
        var named = await _folder.RefuseAsync(ErrorCodes.PickleRefused, Path.Combine(_folder["source"], file));
        Assert.Contains(file, named.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportAsync_PickledBesideSafetensors_IsFine()
    {
        TestModel.Bert().WriteTo(_folder["source"]);
        File.WriteAllText(Path.Combine(_folder["source"], "pytorch_model.bin"), "pickle");
        Assert.False((await _folder.ImportAsync(_folder["source"])).Unchanged);
    }

    [Fact]
    public async Task ImportAsync_EmptyFolder_ListsTheMissingFiles()
    {
        Directory.CreateDirectory(_folder["source"]);
        var error = await _folder.RefuseAsync(ErrorCodes.BaseInvalid, _folder["source"]);
        Assert.Equal(
            ["config.json", "vocab.txt or tokenizer.json", "model.safetensors or model.safetensors.index.json"],
            error.Details);
    }

    [Fact]
    public async Task ImportAsync_NoSuchFolder_IsNotFound() =>
        await _folder.RefuseAsync(ErrorCodes.FileNotFound, _folder["nowhere"]);

    [Fact]
    public async Task ImportAsync_AFile_IsAnInvalidArgument()
    {
        TestModel.Bert().WriteTo(_folder["source"]);
        await _folder.RefuseAsync(ErrorCodes.InvalidArgument, Path.Combine(_folder["source"], "model.safetensors"));
    }

    [Fact]
    public async Task ImportAsync_DamagedSafetensors_IsRefused()
    {
        TestModel.Bert().WriteTo(_folder["source"]);
        using (var file = File.OpenWrite(Path.Combine(_folder["source"], "model.safetensors")))
            file.SetLength(file.Length - 1);
        await _folder.RefuseAsync(ErrorCodes.SafetensorsInvalid, _folder["source"]);
    }

    private static TestTensor WithLast(TestTensor tensor, float value) =>
        tensor with { Data = [.. tensor.Data[..^4], .. BitConverter.GetBytes(value)] };
}
