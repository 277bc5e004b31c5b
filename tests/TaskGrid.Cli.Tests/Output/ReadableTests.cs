using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Tests.Output;

public sealed class ReadableTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1.0 KiB")]
    [InlineData(1_572_864, "1.5 MiB")]
    [InlineData(3_221_225_472, "3.0 GiB")]
    public void Bytes_AnySize_HasAUnit(long bytes, string text) => Assert.Equal(text, Readable.Bytes(bytes));

    [Theory]
    [InlineData(4.21, "4.2 s")]
    [InlineData(185, "3 min 05 s")]
    [InlineData(7620, "2 h 07 min")]
    [InlineData(100_000, "27 h 46 min")]
    public void Duration_AnyLength_HasAUnit(double seconds, string text) =>
        Assert.Equal(text, Readable.Duration(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Percent_AShare_HasThreeDecimals() => Assert.Equal("0.500 %", Readable.Percent(0.005));
}
