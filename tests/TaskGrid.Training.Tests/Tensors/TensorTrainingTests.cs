using TaskGrid.Diffs;
using TaskGrid.Torch;
using TaskGrid.Training.Tests.Checkpoints;
using TaskGrid.Training.Tests.Fixtures;

namespace TaskGrid.Training.Tests.Tensors;

/// <summary>Whole trainings by tensor operations, against those by fused passes.</summary>
[Collection(SampleBaseGroup.Name)]
public sealed class TensorTrainingTests(SampleBase sample)
{
    private const int Phase = RecordedRun.StepsPerPhase;

    [Theory]
    [InlineData("full", false)]
    [InlineData("random", false)]
    [InlineData("bitfit", false)]
    [InlineData("last-layer", false)]
    [InlineData("fish", false)]
    [InlineData("magnitude", false)]
    [InlineData("diff-pruning", false)]
    [InlineData("diff-pruning", true)]
    public void Train_ByTensors_EndsWhereTheFusedPassesEnd(string method, bool structured) => Compare(
        new RecordedRun(sample.Model, method, structured).Train(),
        new RecordedRun(sample.Model, method, structured) { Tensors = true }.Train(),
        tolerance: 0.02);

    [Theory]
    [InlineData("full", false)]
    [InlineData("diff-pruning", true)]
    public void Train_ByTensorsInBf16_EndsNearTheFusedPasses(string method, bool structured) => Compare(
        new RecordedRun(sample.Model, method, structured, half: true).Train(),
        new RecordedRun(sample.Model, method, structured, half: true) { Tensors = true }.Train(),
        tolerance: 0.5);

    [Theory]
    [InlineData("diff-pruning", true, new[] { 2, Phase, Phase + 4 })]
    [InlineData("diff-pruning", false, new[] { 3 })]
    [InlineData("magnitude", false, new[] { 1, Phase + 3 })]
    [InlineData("full", false, new[] { 3, 5 })]
    [InlineData("fish", false, new[] { 4 })]
    [InlineData("random", false, new[] { 5 })]
    public void Train_ByTensorsResumed_GivesTheBytesOfTheUninterruptedRun(string method, bool structured, int[] steps)
    {
        var run = new RecordedRun(sample.Model, method, structured) { Tensors = true };
        var (whole, checkpoints) = run.Record(steps);
        var expected = TrainedBytes.Of(whole);
        foreach (var step in steps)
        {
            var resumed = TrainedBytes.Of(run.Resume(checkpoints[step]));
            Assert.True(expected.AsSpan().SequenceEqual(resumed), $"resumed after step {step}");
        }
    }

    [Theory]
    [InlineData("diff-pruning", true, 4)]
    [InlineData("full", false, 3)]
    public void Train_FromACheckpointOfTheFusedPasses_GoesOnAndEndsWhereTheyEnd(string method, bool structured, int step)
    {
        var fused = new RecordedRun(sample.Model, method, structured);
        var (whole, checkpoints) = fused.Record(step);
        var resumed = new RecordedRun(sample.Model, method, structured) { Tensors = true }.Resume(checkpoints[step]);
        Compare(whole, resumed, tolerance: 0.02);
    }

    // The gated update is slow here: on the processor each of its operations reads memory again.
    [Theory]
    [InlineData("diff-pruning", true, 2)]
    [InlineData("full", false, 4)]
    [InlineData("random", false, 40)]
    public void Train_ManyStepsByTensors_LeavesNoTensor(string method, bool structured, int epochs)
    {
        var run = new RecordedRun(sample.Model, method, structured)
        {
            Tensors = true,
            Spec = SmallTask.Spec(method, structured) with { Epochs = epochs, ValueFormat = "fp32" },
        };
        var live = TorchDialect.LiveTensors;
        var trained = run.Train();
        Assert.Equal(epochs * RecordedRun.StepsPerEpoch * (structured ? 2 : 1), trained.Steps);
        Assert.Equal(live, TorchDialect.LiveTensors);
    }

    [CudaFact]
    public void Train_OnCuda_EndsWhereTheProcessorEndsAndResumesToTheSameBytes()
    {
        using var model = sample.LoadOn("cuda");
        foreach (var (method, structured) in new[] { ("full", false), ("random", false), ("fish", false), ("diff-pruning", true) })
        {
            var run = new RecordedRun(model, method, structured);
            var (whole, checkpoints) = run.Record(2);
            Compare(new RecordedRun(sample.Model, method, structured).Train(), whole, tolerance: 0.05);
            Assert.Equal(TrainedBytes.Of(whole), TrainedBytes.Of(run.Train()));
            Assert.Equal(TrainedBytes.Of(whole), TrainedBytes.Of(run.Resume(checkpoints[2])));
        }

        Assert.Equal(sample.Model.Checksum(), model.Checksum());
    }

    // Rounding may let a few entries change places at the border of a mask that was learned; the number is exact.
    private void Compare(TrainedTask expected, TrainedTask actual, double tolerance)
    {
        var (left, right) = (expected.Task.Diff, actual.Task.Diff);
        Assert.Equal(left.Count, right.Count);
        Assert.Equal(expected.Steps, actual.Steps);
        var common = left.Indices.Intersect(right.Indices).ToArray();
        Assert.InRange(common.Length, (1 - tolerance) * left.Count, left.Count);
        Assert.InRange(
            Distance(Dense(left, common), Dense(right, common)), 0, tolerance * Distance(Dense(left, common), []));
        Assert.InRange(Math.Abs(expected.Value - actual.Value), 0, 0.13); // one of eight dev rows
    }

    private static float[] Dense(SparseDiff diff, int[] indices) =>
        Array.ConvertAll(indices, index => diff.Values[Array.BinarySearch(diff.Indices, index)]);

    private static double Distance(float[] left, float[] right) =>
        Math.Sqrt(left.Select((value, i) => Math.Pow(value - (right.Length == 0 ? 0 : right[i]), 2)).Sum());
}
