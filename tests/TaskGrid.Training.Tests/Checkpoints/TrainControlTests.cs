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
        var steps = new List<int>();
        var control = new TrainControl
        {
            PauseToken = pause.Token, BeginStep = _ => pause.Cancel(), Checkpoint = at => steps.Add(at.Step),
        };
        var run = new RecordedRun(sample.Model, "magnitude");
        var paused = Assert.Throws<TrainingPausedException>(() => run.Train(control));
        Assert.Equal((1, true), (paused.Step, paused.CheckpointWritten));
        Assert.Equal([1], steps);
        Assert.Equal(live, TorchDialect.LiveTensors);
    }

    [Fact]
    public void Train_PausedWithoutReceiver_SaysThatNothingIsWritten()
    {
        using var pause = new CancellationTokenSource();
        var control = new TrainControl { PauseToken = pause.Token, BeginStep = _ => pause.Cancel() };
        var paused = Assert.Throws<TrainingPausedException>(() => new RecordedRun(sample.Model).Train(control));
        Assert.Equal((1, false), (paused.Step, paused.CheckpointWritten));
    }

    [Fact]
    public void Train_PausedOrCancelledWhileRowsAreEncoded_EndsBeforeTheFirstStep()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var control = new TrainControl
        {
            Checkpoint = _ => Assert.Fail("There is nothing to save."), BeginStep = _ => Assert.Fail("There was a step."),
        };
        var run = new RecordedRun(sample.Model);
        var paused = Assert.Throws<TrainingPausedException>(() => run.Train(control with { PauseToken = stop.Token }));
        Assert.Equal((0, false), (paused.Step, paused.CheckpointWritten));
        Assert.Throws<OperationCanceledException>(() => run.Train(control, cancellationToken: stop.Token));
    }

    // Its evaluation is the first thing that the resumed run does.
    [Theory]
    [InlineData("random", 1)]
    [InlineData("random", 2)]
    [InlineData("diff-pruning", 1)]
    [InlineData("diff-pruning", 2)]
    [InlineData("diff-pruning", 3)]
    public void Train_PausedAtAnEpochsEnd_BreaksTheEvaluationOffAndResumesAlike(string method, int epoch)
    {
        var run = new RecordedRun(sample.Model, method);
        var whole = run.Train();
        using var pause = new CancellationTokenSource();
        byte[]? written = null;
        var step = epoch * RecordedRun.StepsPerEpoch;
        var control = new TrainControl
        {
            PauseToken = pause.Token,
            BeginStep = begun =>
            {
                if (begun == step) pause.Cancel();
            },
            Checkpoint = at => written = RecordedRun.Bytes(at),
        };
        var metrics = new List<double>();
        var paused = Assert.Throws<TrainingPausedException>(() => run.Train(control, Metrics()));
        Assert.Equal((step, true), (paused.Step, paused.CheckpointWritten));
        Assert.Equal(epoch - 1, metrics.Count);
        var live = TorchDialect.LiveTensors;
        var resumed = run.Resume(written!, null, Metrics());
        Assert.Equal(TrainedBytes.Of(whole), TrainedBytes.Of(resumed));
        Assert.Equal(whole.Steps / RecordedRun.StepsPerEpoch, metrics.Count);
        Assert.Equal(live, TorchDialect.LiveTensors);

        StepReports Metrics() => new(report =>
        {
            if (report.DevMetric is { } metric) metrics.Add(metric);
        });
    }

    [Fact]
    public void Train_PausedWhileAValueFormatIsChosen_GoesOnFromTheNewestCheckpoint()
    {
        var run = new RecordedRun(sample.Model);
        var (whole, checkpoints) = run.Record(4);
        using var pause = new CancellationTokenSource();
        var control = new TrainControl { PauseToken = pause.Token };
        // With the last step done, only the value format is left.
        var paused = Assert.Throws<TrainingPausedException>(() => run.Resume(checkpoints[4], control with
        {
            CheckpointEverySteps = 1,
            Checkpoint = at =>
            {
                if (at.Step == whole.Steps) pause.Cancel();
            },
        }));
        Assert.Equal((whole.Steps, false), (paused.Step, paused.CheckpointWritten));
        Assert.Equal(TrainedBytes.Of(whole), TrainedBytes.Of(run.Resume(checkpoints[4])));
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
