using static TorchSharp.torch;

namespace TaskGrid.Models.Tests.Encoders;

public sealed class TokenBatchTests
{
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData("bert")]
    [InlineData("distilbert")]
    [InlineData("electra")]
    public async Task Pack_AnyLengths_GivesThePooledVectorsOfPadding(string architecture)
    {
        using var folder = new ImportFolder();
        await folder.ImportAsync(TestModel.Of(architecture).WriteTo(Directory.CreateDirectory(folder["source"]).FullName));
        using var model = BaseModel.Load(BaseFolder.Open(folder.Store("b")));
        using var weights = new EncoderWeights(model.Config, model.Layout, model.Parameters);
        var random = new Random(5);
        for (var trial = 0; trial < 20; trial++)
        {
            EncodedInput[] rows = [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => Text(random, model.Config))];
            using var padded = TokenBatch.Create(rows, model.PadId, weights.Type, weights.Device);
            using var packed = TokenBatch.Pack(rows, weights.Type, weights.Device);
            var (expected, actual) = (Pooled(weights, padded), Pooled(weights, packed));
            Assert.Equal(expected.Length, actual.Length);
            for (var i = 0; i < actual.Length; i++) Assert.Equal(expected[i], actual[i], Tolerance);
        }
    }

    [Fact]
    public void Pack_EqualLengths_IsABatchAsItIs()
    {
        EncodedInput[] rows = [new([1, 2, 3], 3), new([4, 5, 6], 2)];
        using var batch = TokenBatch.Pack(rows, ScalarType.Float32, CPU);
        Assert.Null(batch.Packing);
        Assert.Null(batch.Mask);
        Assert.Equal((2, 3, 18), (batch.Rows, batch.Length, batch.AttendedPairs));
    }

    [Fact]
    public void Pack_TextsOfManyLengths_PadsAttentionLittle()
    {
        // As people write: many short texts, few long ones.
        var random = new Random(3);
        EncodedInput[] rows =
        [
            .. Enumerable.Range(0, 64).Select(_ => (int)Math.Clamp(Math.Exp(3 + (0.7 * Normal(random))), 4, 128))
                .Select(length => new EncodedInput(new int[length], length)),
        ];
        using var batch = TokenBatch.Pack(rows, ScalarType.Float32, CPU);
        var tokens = rows.Sum(row => row.Ids.Length);
        Assert.Equal(tokens, batch.FlatIds.Length);
        var needed = rows.Sum(row => (long)row.Ids.Length * row.Ids.Length);
        Assert.InRange(batch.AttendedPairs, needed, 1.5 * needed);
        var padded = (long)rows.Length * batch.Length * batch.Length;
        Assert.True(padded > 5 * needed, "Padding to the longest would have cost little.");
        for (var row = 0; row < rows.Length; row++)
        {
            Assert.Equal(0, batch.PositionOf(batch.StartOf(row)));
            Assert.Equal(rows[row].Ids.Length, batch.StartOf(row + 1) - batch.StartOf(row));
        }
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static EncodedInput Text(Random random, EncoderConfig config)
    {
        var length = random.Next(1, Math.Min(40, config.MaxPositions) + 1);
        return new EncodedInput(
            [.. Enumerable.Range(0, length).Select(_ => random.Next(config.VocabularySize))], random.Next(1, length + 1));
    }

    private static float[] Pooled(EncoderWeights weights, TokenBatch batch)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        return EncoderForward.Pooled(weights, batch).contiguous().data<float>().ToArray();
    }
}
