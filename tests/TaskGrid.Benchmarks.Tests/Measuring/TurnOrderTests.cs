using TaskGrid.Benchmarks.Measuring;

namespace TaskGrid.Benchmarks.Tests.Measuring;

public sealed class TurnOrderTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    public void Of_RoundsThatFollowEachOther_TreatsAllAlike(int count)
    {
        for (var first = 0; first < count; first++)
        {
            int[][] rounds = [.. Enumerable.Range(first, count).Select(round => TurnOrder.Of(round, count).ToArray())];
            var places = rounds.SelectMany(round => round.Select((thing, place) => (thing, place)));
            Assert.Equal(count * count, places.Distinct().Count());
            var pairs = rounds.SelectMany(round => round.Zip(round.Skip(1)));
            Assert.Equal(count * (count - 1), pairs.Distinct().Count());
        }
    }
}
