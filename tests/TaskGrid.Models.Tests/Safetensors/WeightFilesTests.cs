namespace TaskGrid.Models.Tests;

public sealed class WeightFilesTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // 300,007 elements: several chunks, the last one odd.
    [Theory]
    [InlineData("F32")]
    [InlineData("F16")]
    [InlineData("BF16")]
    public void ReadSingles_LargeTensorBehindAnother_IsExact(string type)
    {
        var random = new Random(5);
        TestTensor[] tensors =
            [TestTensor.Random(random, "a", "", type, 3), TestTensor.Random(random, "b", "", type, 300_007)];
        File.WriteAllBytes(_folder["model.safetensors"], SafetensorsBytes.Of(tensors));
        using var weights = WeightFiles.Open(_folder.Path);
        var actual = new float[300_007];
        weights.Tensors.Single(tensor => tensor.Name == "b").ReadSingles(actual);
        Assert.Equal(tensors[1].Values(), actual);
        Assert.Throws<ArgumentException>(() => weights.Tensors[1].ReadSingles(new float[300_006]));
    }

    [Fact]
    public void ReadSingles_LargeTensor_AllocatesLittle()
    {
        const int Count = 20_000_000;
        using (var stream = File.Create(_folder["model.safetensors"]))
        {
            var entry = SafetensorsBytes.Entry("a", "BF16", [Count], 0, Count * 2L);
            stream.Write(SafetensorsBytes.File("{" + entry + "}", []));
            stream.SetLength(stream.Length + (Count * 2L));
        }

        var values = new float[Count];
        using var weights = WeightFiles.Open(_folder.Path);
        var before = GC.GetAllocatedBytesForCurrentThread();
        weights.Tensors[0].ReadSingles(values);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void ReadSingles_IntegerTensor_IsUnsupported()
    {
        File.WriteAllBytes(
            _folder["model.safetensors"], SafetensorsBytes.Of([TestTensor.Random(new Random(1), "ids", "", "I64", 4)]));
        using var weights = WeightFiles.Open(_folder.Path);
        var error = Assert.Throws<TaskGridException>(() => weights.Tensors[0].ReadSingles(new float[4]));
        Assert.Equal(ErrorCodes.BaseUnsupported, error.Code);
        Assert.Contains("'ids'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadSingles_FileCutMeanwhile_SaysSo()
    {
        File.WriteAllBytes(
            _folder["model.safetensors"], SafetensorsBytes.Of([TestTensor.Random(new Random(1), "a", "", "F32", 400)]));
        using var weights = WeightFiles.Open(_folder.Path);
        using (var file = new FileStream(
            _folder["model.safetensors"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) file.SetLength(500);
        var error = Assert.Throws<TaskGridException>(() => weights.Tensors[0].ReadSingles(new float[400]));
        Assert.Equal(ErrorCodes.SafetensorsInvalid, error.Code);
    }

    [Fact]
    public void Open_NoWeights_IsNotFound() => Assert.Equal(
        ErrorCodes.FileNotFound, Assert.Throws<TaskGridException>(() => WeightFiles.Open(_folder.Path)).Code);

    [Fact]
    public void Open_Shards_GivesAllTensors()
    {
        var model = TestModel.Bert();
        model.WriteShardsTo(_folder.Path, 3);
        using var weights = WeightFiles.Open(_folder.Path);
        Assert.Equal(
            model.Tensors.Select(tensor => tensor.Name).Order(), weights.Tensors.Select(tensor => tensor.Name).Order());
        foreach (var tensor in weights.Tensors)
        {
            var expected = model.Tensors.Single(other => other.Name == tensor.Name);
            var values = new float[tensor.Count];
            tensor.ReadSingles(values);
            Assert.Equal(expected.Values(), values);
        }
    }

    [Fact]
    public void Open_MissingShards_ListsThem()
    {
        TestModel.Bert().WriteShardsTo(_folder.Path, 3);
        File.Delete(_folder["model-00001-of-00003.safetensors"]);
        File.Delete(_folder["model-00003-of-00003.safetensors"]);
        var error = Assert.Throws<TaskGridException>(() => WeightFiles.Open(_folder.Path));
        Assert.Equal(ErrorCodes.FileNotFound, error.Code);
        Assert.Equal(["model-00001-of-00003.safetensors", "model-00003-of-00003.safetensors"], error.Details);
    }
}
