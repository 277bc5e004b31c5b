using System.Security.Cryptography;
using System.Text;

namespace TaskGrid.Models.Tests;

public sealed class FingerprintTests : IDisposable
{
    private readonly ImportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("bert")]
    [InlineData("distilbert")]
    [InlineData("electra")]
    public async Task Fingerprint_OfAModel_IsTheOneOfTheSpecification(string architecture)
    {
        var model = TestModel.Of(architecture, "F16");
        Assert.Equal(Expected(model), await FingerprintAsync(model, "source"));
    }

    [Theory]
    [InlineData("shuffled")]
    [InlineData("shards")]
    [InlineData("no prefix")]
    [InlineData("gamma and beta")]
    [InlineData("ignored tensors")]
    public async Task Fingerprint_OtherFileLayout_IsTheSame(string variant)
    {
        foreach (var architecture in new[] { "bert", "distilbert", "electra" })
        {
            var model = TestModel.Of(architecture);
            var expected = Expected(model);
            Change(model, variant);
            var source = variant == "shards"
                ? model.WriteShardsTo(_folder[$"{architecture} source"], 3)
                : model.WriteTo(_folder[$"{architecture} source"]);
            Assert.Equal(expected, (await _folder.ImportAsync(source, architecture)).Info.Fingerprint);
        }
    }

    [Fact]
    public async Task Fingerprint_OneBitFlipped_IsAnother()
    {
        var model = TestModel.Bert();
        var expected = await FingerprintAsync(model, "source");
        model.Tensors[7].Data[13] ^= 1;
        Assert.NotEqual(expected, await FingerprintAsync(model, "flipped"));
    }

    [Fact]
    public async Task Fingerprint_SameValuesInAnotherType_IsAnother()
    {
        var half = TestModel.Bert("F16");
        var single = TestModel.Bert();
        single.Tensors = [.. half.Tensors.Select(tensor => tensor with
        {
            DType = "F32", Data = [.. tensor.Values().SelectMany(BitConverter.GetBytes)],
        })];
        Assert.NotEqual(await FingerprintAsync(half, "half"), await FingerprintAsync(single, "single"));
    }

    private async Task<string> FingerprintAsync(TestModel model, string name) =>
        (await _folder.ImportAsync(model.WriteTo(_folder[$"{name} source"]), name)).Info.Fingerprint;

    private static void Change(TestModel model, string variant)
    {
        var random = new Random(3);
        switch (variant)
        {
            case "shuffled":
                model.Tensors = [.. model.Tensors.OrderBy(_ => random.Next())];
                break;
            case "no prefix":
                model.Tensors = [.. model.Tensors.Select(tensor => tensor with
                {
                    Name = tensor.Name[(tensor.Name.Split('.')[0] is "bert" or "distilbert" or "electra"
                        ? tensor.Name.IndexOf('.', StringComparison.Ordinal) + 1 : 0)..],
                })];
                break;
            case "gamma and beta":
                model.Tensors = [.. model.Tensors.Select(tensor => tensor with
                {
                    Name = tensor.Name.Replace("LayerNorm.weight", "LayerNorm.gamma", StringComparison.Ordinal)
                        .Replace("LayerNorm.bias", "LayerNorm.beta", StringComparison.Ordinal),
                })];
                break;
            case "ignored tensors":
                var prefix = model.Tensors[0].Name.Split('.')[0];
                string[] names =
                [
                    $"{prefix}.embeddings.position_ids", "cls.seq_relationship.weight",
                    "discriminator_predictions.dense.weight", "classifier.bias", "qa_outputs.weight",
                ];
                foreach (var tensor in names.Select(name => TestTensor.Random(random, name, "", "I64", 3)))
                    model.Tensors.Insert(random.Next(model.Tensors.Count), tensor);
                break;
        }
    }

    // docs/specs/base-fingerprint.md, step by step.
    private static string Expected(TestModel model)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("taskgrid base 1\n"u8);
        foreach (var tensor in model.Tensors)
        {
            foreach (var text in new[] { tensor.Canonical, tensor.DType })
            {
                writer.Write((long)Encoding.UTF8.GetByteCount(text));
                writer.Write(Encoding.UTF8.GetBytes(text));
            }

            writer.Write((long)tensor.Shape.Length);
            foreach (var extent in tensor.Shape) writer.Write(extent);
            writer.Write((long)tensor.Data.Length);
            writer.Write(tensor.Data);
        }

        return Convert.ToHexStringLower(SHA256.HashData(stream.ToArray()));
    }
}
