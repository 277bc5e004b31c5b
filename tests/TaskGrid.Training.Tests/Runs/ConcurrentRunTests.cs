using TaskGrid.Training.Tests.Checkpoints;
using TaskGrid.Training.Tests.Fixtures;

namespace TaskGrid.Training.Tests.Runs;

[Collection(SampleBaseGroup.Name)]
public sealed class ConcurrentRunTests(SampleBase sample)
{
    [Fact]
    public void Train_TwoRunsAtOnce_GiveTheBytesOfEachAlone()
    {
        RecordedRun[] runs = [new(sample.Model, "diff-pruning", structured: true), new(sample.Model, "fish")];
        var alone = Array.ConvertAll(runs, run => TrainedBytes.Of(run.Train()));
        var together = new byte[runs.Length][];
        using var start = new Barrier(runs.Length);
        var threads = runs.Select((run, i) => new Thread(() =>
        {
            start.SignalAndWait();
            together[i] = TrainedBytes.Of(run.Train());
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.Equal(alone, together);
    }
}
