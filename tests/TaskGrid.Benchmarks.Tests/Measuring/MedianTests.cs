using TaskGrid.Benchmarks.Measuring;

namespace TaskGrid.Benchmarks.Tests.Measuring;

public sealed class MedianTests
{
    [Theory]
    [InlineData(3.0, new[] { 9.0, 1, 3 })]
    [InlineData(2.5, new[] { 4.0, 1, 2, 3 })]
    [InlineData(7.0, new[] { 7.0 })]
    public void Of_Values_IsTheMiddle(double expected, double[] values) => Assert.Equal(expected, Median.Of(values));

    [Fact]
    public void Of_Nothing_Throws() => Assert.Throws<InvalidOperationException>(() => Median.Of([]));
}
