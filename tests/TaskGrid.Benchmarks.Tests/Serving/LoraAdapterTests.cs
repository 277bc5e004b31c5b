using TaskGrid.Benchmarks.Measuring;
using TaskGrid.Benchmarks.Serving;

namespace TaskGrid.Benchmarks.Tests.Serving;

public sealed class LoraAdapterTests
{
    [Theory]
    [InlineData("bert-base", 294_912)] // What PEFT counts, without the head.
    [InlineData("tg-mini", 32_768)]
    public void Parameters_AndBytes_AreThoseOfQueryAndValueInEveryLayer(string name, int expected)
    {
        var shape = BertShape.All.Single(shape => shape.Name == name);

        Assert.Equal(expected, LoraAdapter.Parameters(shape));
        Assert.Equal(4L * expected, LoraAdapter.Bytes(shape, half: false));
        Assert.Equal(2L * expected, LoraAdapter.Bytes(shape, half: true));
    }

    [Fact]
    public void ShareOfProducts_CountsAgainstTheSixMapsOfALayer() =>
        Assert.Equal(32.0 * 256 / ((4 * 256 * 256) + (2 * 256 * 1024)), LoraAdapter.ShareOfProducts(BertShape.Mini), 12);

    [Theory]
    [InlineData(2048, 2_000_000_000, 1695)]
    [InlineData(64, 2_000_000_000, 64)]
    [InlineData(64, 1, 1)]
    public void Stacked_TakesAsManyAsFit(int tasks, long maxBytes, int expected) =>
        Assert.Equal(expected, LoraAdapter.Stacked(BertShape.Base, half: false, tasks, maxBytes));
}
