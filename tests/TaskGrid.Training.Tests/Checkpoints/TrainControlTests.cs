using TaskGrid.Torch;
using TaskGrid.Training.Tests.Fixtures;

namespace TaskGrid.Training.Tests.Checkpoints;

[Collection(SampleBaseGroup.Name)]
public sealed class TrainControlTests(SampleBase sample)
{
    [Fact]
    public void Train_CheckpointByTheClock_ComesWhenTheTimeHasPassed()
    {
        var time = new ManualTime();
        var written = new List<(int Step, double Epoch, bool HasMetric)>();
        new RecordedRun(sample.Model).Train(
            new TrainControl
            {
                CheckpointEvery = TimeSpan.FromSeconds(2),
                Checkpoint = at => written.Add((at.Step, at.Epoch, at.DevMetric is not null)),
                TimeProvider = time,
            },
            new StepReports(_ => time.Advance(TimeSpan.FromSeconds(1))));

        // A report takes a second: the first one comes at the end of the first epoch, then there is one a step.
        Assert.Equal([(4, 4 / 3.0, true), (6, 2.0, true)], written);
    }

    [Fact]
    public void Train_Paused_StopsAfterTheRunningStepAndLeavesNoTensor()
    {
        var live = TorchDialect.LiveTensors;
        using var pause = new CancellationTokenSource();
        pause.Cancel();
        var steps = new List<int>();
        var control = new TrainControl { PauseToken = pause.Token, Checkpoint = at => steps.Add(at.Step) };
        var run = new RecordedRun(sample.Model, "magnitude");
        var paused = Assert.Throws<TrainingPausedException>(() => run.Train(control));
        Assert.Equal((1, true), (paused.Step, paused.CheckpointWritten));
        Assert.Equal([1], steps);
        Assert.Equal(live, TorchDialect.LiveTensors);
    }

    [Theory]
    [InlineData("random", 1)]
    [InlineData("fish", 0)]
    public void Train_PausedWithoutReceiver_SaysThatNothingIsWritten(string method, int step)
    {
        using var pause = new CancellationTokenSource();
        pause.Cancel();
        var paused = Assert.Throws<TrainingPausedException>(
            () => new RecordedRun(sample.Model, method).Train(new TrainControl { PauseToken = pause.Token }));
        Assert.Equal((step, false), (paused.Step, paused.CheckpointWritten));
    }

    [Fact]
    public void WriteTo_AfterTheCallback_IsRefused()
    {
        TrainCheckpoint? kept = null;
        new RecordedRun(sample.Model).Train(
            new TrainControl { CheckpointEverySteps = 4, Checkpoint = checkpoint => kept = checkpoint });
        Assert.Equal(4, kept!.Step);
        Assert.Throws<ObjectDisposedException>(() => kept.WriteTo(Stream.Null));
    }

    [Fact]
    public void Train_ImpossibleControl_NamesEveryProblem()
    {
        var control = new TrainControl { CheckpointEvery = TimeSpan.Zero, CheckpointEverySteps = 0, EarlyStopEpochs = 0 };
        var refused = Assert.Throws<TaskGridException>(() => new RecordedRun(sample.Model).Train(control));
        Assert.Equal(ErrorCodes.InvalidArgument, refused.Code);
        Assert.Equal(4, refused.Details.Count);
    }

    [Fact]
    public void Train_EarlyStop_EndsTheLastPhaseAloneAndResumesAlike()
    {
        // A rate this small never makes an epoch better than the first.
        var run = new RecordedRun(sample.Model, "magnitude")
        {
            Spec = SmallTask.Spec("magnitude") with { Epochs = 4, ValueFormat = "fp32", LearningRate = 1e-12 },
        };
        var stop = new TrainControl { EarlyStopEpochs = 2 };
        var steps = new Dictionary<int, byte[]>();
        var stopped = run.Train(stop with
        {
            CheckpointEverySteps = 1,
            Checkpoint = at => steps[at.Step] = at.Step > 4 * RecordedRun.StepsPerEpoch ? RecordedRun.Bytes(at) : [],
        });
        var (mask, values) = (4 * RecordedRun.StepsPerEpoch, 3 * RecordedRun.StepsPerEpoch);
        Assert.Equal(mask + values, stopped.Steps);
        foreach (var step in new[] { mask + 4, mask + values })
            Assert.Equal(TrainedBytes.Of(stopped), TrainedBytes.Of(run.Resume(steps[step], stop)));
    }
}
