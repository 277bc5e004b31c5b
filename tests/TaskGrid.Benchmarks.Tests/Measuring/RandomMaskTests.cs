using TaskGrid.Benchmarks.Bytes;

namespace TaskGrid.Benchmarks.Tests.Measuring;

public sealed class RandomMaskTests
{
    [Theory]
    [InlineData(0, 100)]
    [InlineData(100, 100)]
    [InlineData(5_000, 1_000_003)]
    public void Draw_AnyCount_IsExactDistinctAndIncreasing(int k, int d)
    {
        var mask = RandomMask.Draw(k, d, seed: 1);

        Assert.Equal(k, mask.Length);
        Assert.True(mask.Zip(mask.Skip(1)).All(pair => pair.First < pair.Second));
        Assert.All(mask, index => Assert.InRange(index, 0, d - 1));
    }

    [Fact]
    public void Draw_ManyEntries_SpreadsEvenly()
    {
        var mask = RandomMask.Draw(100_000, 1_000_000, seed: 1);

        // Four standard deviations of a tenth of the entries.
        for (var tenth = 0; tenth < 10; tenth++)
            Assert.InRange(mask.Count(index => index / 100_000 == tenth), 9_620, 10_380);
    }
}
