using TaskGrid.Training.Data;

namespace TaskGrid.Training.Tests.Data;

public sealed class HoldOutTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(14, 1)]
    [InlineData(15, 2)]
    [InlineData(1000, 100)]
    public void Choose_Regression_TakesATenth(int rows, int held) =>
        Assert.Equal(held, HoldOut.Choose(new float[rows], TaskKind.Regression, 3).Count(taken => taken));

    [Theory]
    [InlineData(8)]
    [InlineData(40)]
    public void Choose_RegressionOfFewValues_HoldsOutTwo(int rows)
    {
        float[] targets = [.. Enumerable.Range(0, rows).Select(row => row % 8 < 6 ? 0f : 1f)];
        for (var seed = 0; seed < 50; seed++)
        {
            var held = HoldOut.Choose(targets, TaskKind.Regression, seed);

            Assert.Equal(2, targets.Where((_, row) => held[row]).Distinct().Count());
            Assert.InRange(held.Count(taken => taken), rows / 10, (rows / 10) + 2);
        }
    }

    [Fact]
    public void Choose_RegressionWithDifferentValues_TakesTheSameRowsAsOfAnyOther()
    {
        float[] varied = [.. Enumerable.Range(0, 40).Select(row => (float)row)];
        for (var seed = 0; seed < 50; seed++)
        {
            Assert.Equal(
                HoldOut.Choose(new float[40], TaskKind.Regression, seed), HoldOut.Choose(varied, TaskKind.Regression, seed));
        }
    }

    [Fact]
    public void Choose_RareClasses_KeepTheirLastRow()
    {
        float[] targets = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3];

        for (var seed = 0; seed < 50; seed++)
        {
            var held = HoldOut.Choose(targets, TaskKind.Classification, seed);

            Assert.Equal(2, held.Count(taken => taken));
            Assert.Equal([false, false, false], held[12..]);
        }
    }

    [Fact]
    public void Choose_ManySeeds_TakesEveryRowAboutEquallyOften()
    {
        var times = new int[40];
        for (var seed = 0; seed < 1000; seed++)
        {
            var held = HoldOut.Choose(new float[40], TaskKind.Regression, seed);
            for (var row = 0; row < times.Length; row++)
            {
                times[row] += held[row] ? 1 : 0;
            }
        }

        // 100 expected, standard deviation 9.5.
        Assert.All(times, count => Assert.InRange(count, 60, 140));
    }
}
