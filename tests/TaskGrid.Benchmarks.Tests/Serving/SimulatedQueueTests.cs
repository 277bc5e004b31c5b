using TaskGrid.Benchmarks.Serving;

namespace TaskGrid.Benchmarks.Tests.Serving;

public sealed class SimulatedQueueTests
{
    // M/M/1 in Kendall's notation: times in the server are exponential, and the ratio is ln 100 ÷ ln 2 whatever the load.
    [Fact]
    public void Latencies_WithoutBatches_AreThoseOfTheKnownQueue()
    {
        int[] tokens = [.. Enumerable.Range(0, 5000).Select(i => (int)Math.Ceiling(-1000 * Math.Log((i + 0.5) / 5000)))];
        var (p50, p99) = new SimulatedQueue(0, 0, 0, 0, 1).Latencies(tokens, load: 0.7);
        Assert.InRange(p99 / p50, 6.2, 7.1);
    }

    [Fact]
    public void Latencies_WhereHardlyAnybodyComes_AreTheTimeOfOneText()
    {
        var (p50, p99) = new SimulatedQueue(0, 100, 30, 15, 1).Latencies([10], load: 0.001);
        Assert.Equal((40, 40), (Math.Round(p50), Math.Round(p99)));
        (p50, p99) = new SimulatedQueue(0, 100, 30, 5, 1).Latencies([10], load: 0.001);
        Assert.Equal((110, 110), (Math.Round(p50), Math.Round(p99)));
        (p50, p99) = new SimulatedQueue(7, 100, 30, 5, 1).Latencies([10], load: 0.001);
        Assert.Equal((117, 117), (Math.Round(p50), Math.Round(p99)));
    }

    [Fact]
    public void Latencies_OfBatches_BearALoadThatTextsAloneWouldNot()
    {
        // Alone a text takes 110, in batches of ten 20.
        var (p50, p99) = new SimulatedQueue(0, 100, 100, 0, 100).Latencies([10], load: 0.7);
        Assert.InRange(p50, 110, 300);
        Assert.InRange(p99 / p50, 1, 3);
    }
}
