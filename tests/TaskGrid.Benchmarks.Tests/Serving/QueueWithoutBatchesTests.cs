using TaskGrid.Benchmarks.Serving;

namespace TaskGrid.Benchmarks.Tests.Serving;

public sealed class QueueWithoutBatchesTests
{
    [Fact]
    public void ExponentialLengths_HaveTheRatioOfTheTextbooks()
    {
        // M/M/1: times from arrival to answer are exponential themselves, whatever the load.
        int[] tokens = [.. Enumerable.Range(0, 10_000).Select(i => (int)Math.Ceiling(-1000 * Math.Log(1 - ((i + 0.5) / 10_000))))];
        var ratio = QueueWithoutBatches.TailRatio(tokens, load: 0.7);
        Assert.InRange(ratio / (Math.Log(100) / Math.Log(2)), 0.95, 1.05);
    }

    [Fact]
    public void EqualLengths_AlmostWithoutLoad_AreAnsweredAtOnce() =>
        Assert.InRange(QueueWithoutBatches.TailRatio([20, 20], load: 0.001), 1, 1.001);
}
