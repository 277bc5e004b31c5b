using TaskGrid.Cli.Jobs;

namespace TaskGrid.Cli.Tests.Jobs;

public sealed class ProgressTextTests
{
    [Fact]
    public void Line_EverythingKnown_SaysEverything()
    {
        var progress = new TrainProgress
        {
            Phase = "phase 1: gates",
            Step = 12,
            Steps = 90,
            Epoch = 0.4,
            Loss = 0.51234,
            ExpectedDensity = 0.0314,
            DevMetric = 0.75,
            Remaining = TimeSpan.FromSeconds(80),
        };

        Assert.Equal(
            "[00:01:05] phase 1: gates, step 12/90, epoch 0.4, loss 0.5123, expected density 3.14 %, dev 0.7500, "
            + "1 min 20 s left",
            ProgressText.Line(Event(progress), TimeSpan.FromSeconds(65)));
    }

    [Fact]
    public void Line_LittleKnown_LeavesTheRestOut()
    {
        var progress = new TrainProgress { Phase = "phase 2: projection", Step = 45, Steps = 90, Epoch = 3 };

        Assert.Equal(
            "[00:00:02] phase 2: projection, step 45/90, epoch 3.0",
            ProgressText.Line(Event(progress), TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void Line_OfAStatus_SaysItsMessage() =>
        Assert.Equal(
            "[00:00:00] Reading the data.",
            ProgressText.Line(
                Event(null) with { Kind = JobEventKind.Status, Message = "Reading the data." }, TimeSpan.Zero));

    private static JobEvent Event(TrainProgress? progress) => new()
    {
        Sequence = 1,
        At = DateTimeOffset.UnixEpoch,
        Kind = JobEventKind.Progress,
        Message = "",
        Status = JobStatus.Running,
        Progress = progress,
    };
}
