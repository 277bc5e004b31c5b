namespace TaskGrid.Diffs.Tests.Selection;

public sealed class TopKTests
{
    [Fact]
    public void Select_RandomScores_EqualsSorting()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var scores = Scores(random, random.Next(1, 3_000));
            var k = random.Next(scores.Length + 1);
            Assert.Equal(Sorted(scores, k), TopK.Select(scores, k));
        }
    }

    [Fact]
    public void Select_OnlyTies_TakesTheLowestIndices()
    {
        var scores = Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? -1f : 1f).ToArray();
        Assert.Equal(Enumerable.Range(0, 37), TopK.Select(scores, 37));
    }

    [Fact]
    public void Select_ZerosOfBothSigns_AreEqual() => Assert.Equal([0, 1, 3], TopK.Select([-0f, 0f, -0f, 5f], 3));

    [Fact]
    public void Select_NeighbouringFloats_AreToldApart()
    {
        var scores = new float[1000];
        Array.Fill(scores, 1);
        scores[40] = MathF.BitIncrement(1);
        scores[999] = -MathF.BitIncrement(MathF.BitIncrement(1));
        Assert.Equal([999], TopK.Select(scores, 1));
        Assert.Equal([0, 40, 999], TopK.Select(scores, 3));
    }

    [Fact]
    public void Select_Infinities_AreLargest() =>
        Assert.Equal([1, 2], TopK.Select([float.MaxValue, float.NegativeInfinity, float.PositiveInfinity, 1], 2));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Select_NaN_IsRefusedWithItsPlace(int k)
    {
        var exception = Assert.Throws<TaskGridException>(() => TopK.Select([1, 2, -float.NaN, 4], k));
        Assert.Equal(ErrorCodes.TrainingDiverged, exception.Code);
        Assert.Contains("parameter 2 ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void Select_MoreThanThereAre_Throws(int k) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TopK.Select([1, 2, 3], k));

    private static float[] Scores(Random random, int count) => random.Next(4) switch
    {
        0 => [.. Enumerable.Range(0, count).Select(_ => (float)random.Next(-3, 4))],
        1 => [.. Enumerable.Range(0, count).Select(_ => 1 + random.Next(100) * 1.1920929e-7f)],
        2 => [.. Enumerable.Range(0, count).Select(_ => float.Epsilon * random.Next(-70_000, 70_000))],
        _ => [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))],
    };

    private static IEnumerable<int> Sorted(float[] scores, int k) => Enumerable.Range(0, scores.Length)
        .OrderByDescending(i => Math.Abs(scores[i])).ThenBy(i => i).Take(k).Order();
}
