namespace TaskGrid.Diffs.Tests;

public sealed class ParameterLayoutTests
{
    private static readonly ParameterLayout Layout =
        ParameterLayout.Create([("a", [2, 3]), ("b", [4]), ("c", [1, 5])]);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    [InlineData(9, 1)]
    [InlineData(10, 2)]
    [InlineData(14, 2)]
    public void TensorAt_IndexInside_GivesItsTensor(int index, int tensor) => Assert.Equal(tensor, Layout.TensorAt(index));

    [Theory]
    [InlineData(-1)]
    [InlineData(15)]
    public void TensorAt_IndexOutside_Throws(int index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Layout.TensorAt(index));

    [Fact]
    public void Create_RepeatedName_Throws() =>
        Assert.Throws<ArgumentException>(() => ParameterLayout.Create([("a", [1]), ("a", [2])]));

    [Fact]
    public void Create_TooManyParameters_Throws() =>
        Assert.Throws<OverflowException>(() => ParameterLayout.Create([("a", [1 << 16, 1 << 14]), ("b", [1 << 30])]));
}
