namespace TaskGrid.Diffs.Tests.Selection;

public sealed class DensityTests
{
    [Theory]
    [InlineData(0.005, 1_000, 5)]
    [InlineData(0.29, 100, 29)] // 0.29 · 100 is 28.999999999999996 in binary floating point
    [InlineData(0.005, 333_579_264, 1_667_896)]
    [InlineData(0.005, 1_399, 6)]
    [InlineData(0.1, 9, 0)]
    [InlineData(1, int.MaxValue, int.MaxValue)]
    [InlineData(1e-300, int.MaxValue, 0)]
    [InlineData(0.30000000000000004, 10, 3)]
    public void Entries_Share_IsRoundedDownExactly(double density, int parameters, int expected) =>
        Assert.Equal(expected, Density.Entries(density, parameters));

    [Fact]
    public void Entries_EveryPercentOfAHundred_IsThatMany()
    {
        for (var percent = 1; percent <= 100; percent++) Assert.Equal(percent, Density.Entries(percent / 100.0, 100));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(1.0000001)]
    [InlineData(double.NaN)]
    public void Entries_OutOfRange_IsRefused(double density)
    {
        var exception = Assert.Throws<TaskGridException>(() => Density.Entries(density, 100));
        Assert.Equal(ErrorCodes.InvalidArgument, exception.Code);
    }
}
