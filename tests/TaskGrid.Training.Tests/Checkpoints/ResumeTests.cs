using TaskGrid.Torch;
using TaskGrid.Training.Tests.Fixtures;

namespace TaskGrid.Training.Tests.Checkpoints;

[Collection(SampleBaseGroup.Name)]
public sealed class ResumeTests(SampleBase sample)
{
    private const int Phase = RecordedRun.StepsPerPhase;

    // First step, inside the mask's phase, its epoch boundary, the phases' boundary, first and later step of the last.
    [Theory]
    [InlineData("diff-pruning", false, new[] { 1, 3, Phase, Phase + 1, Phase + 4 })]
    [InlineData("diff-pruning", true, new[] { 2, 3, Phase, Phase + 5 })]
    [InlineData("magnitude", false, new[] { 1, 3, Phase, Phase + 3 })]
    [InlineData("full", false, new[] { 1, 3, 5 })]
    [InlineData("fish", false, new[] { 1, 3, 4, Phase })]
    [InlineData("random", false, new[] { 1, 5 })]
    [InlineData("pafi", false, new[] { 2 })]
    [InlineData("bitfit", false, new[] { 4 })]
    [InlineData("last-layer", false, new[] { 4 })]
    public void Train_Resumed_GivesTheBytesOfTheUninterruptedRun(string method, bool structured, int[] steps) =>
        Check(new RecordedRun(sample.Model, method, structured), steps);

    [Bf16Theory]
    [InlineData("diff-pruning", true, new[] { 2, 3, Phase + 2 })]
    [InlineData("full", false, new[] { 4 })]
    [InlineData("fish", false, new[] { 2 })]
    public void Train_ResumedInBf16_GivesTheBytesOfTheUninterruptedRun(string method, bool structured, int[] steps) =>
        Check(new RecordedRun(sample.Model, method, structured, half: true), steps);

    [Theory]
    [InlineData("diff-pruning", true, new[] { 2, Phase, Phase + 4 })]
    [InlineData("random", false, new[] { 1, 2, 4 })]
    public void Train_InterruptedThreeTimes_GivesTheBytesOfTheUninterruptedRun(string method, bool structured, int[] steps)
    {
        var run = new RecordedRun(sample.Model, method, structured);
        var (whole, interrupted) = (run.Train(), run.Interrupted(steps));
        Assert.Equal(TrainedBytes.Of(whole), TrainedBytes.Of(interrupted));
        Assert.Equal(whole.Steps, interrupted.Steps);
    }

    [Fact]
    public void Train_WithCheckpoints_GivesTheBytesOfARunWithoutAndLeavesNoTensor()
    {
        var run = new RecordedRun(sample.Model, "magnitude");
        var live = TorchDialect.LiveTensors;
        Assert.Equal(TrainedBytes.Of(run.Train()), TrainedBytes.Of(run.Record().Trained));
        Assert.Equal(live, TorchDialect.LiveTensors);
    }

    private static void Check(RecordedRun run, int[] steps)
    {
        var (whole, checkpoints) = run.Record(steps);
        var expected = TrainedBytes.Of(whole);
        Assert.Equal(steps, checkpoints.Keys.Order());
        foreach (var step in steps)
        {
            var (resumed, done) = run.ResumeAndCount(checkpoints[step]);
            Assert.True(expected.AsSpan().SequenceEqual(TrainedBytes.Of(resumed)), $"resumed after step {step}");
            Assert.Equal(Enumerable.Range(step + 1, whole.Steps - step), done);
        }
    }
}
