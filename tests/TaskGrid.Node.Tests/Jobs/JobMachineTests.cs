namespace TaskGrid.Node.Tests.Jobs;

public sealed class JobMachineTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly JobOwner First = new("a", 1);
    private static readonly JobOwner Second = new("a", 2);

    [Fact]
    public void Claim_AfterAnotherOwner_RefusesTheOlderWriter()
    {
        var old = JobMachine.Claim(Queued(), First, 0, Now).State;
        var claim = JobMachine.Claim(old, Second, 5, Now);
        Assert.Equal(JobEventKind.Warning, claim.Kind);
        var taken = claim.State;
        Assert.Equal(2, taken.Epoch);
        var failure = Assert.Throws<TaskGridException>(() => JobMachine.Begin(taken, old.Epoch, 10, new(1, false)));
        Assert.Equal(ErrorCodes.StaleWriter, failure.Code);
        Assert.Equal(JobStatus.Running, JobMachine.Begin(taken, taken.Epoch, 10, new(1, false)).State.Status);
    }

    [Fact]
    public void Claim_ThirdCrashAtTheSameStep_FailsWithTheReason()
    {
        var state = JobMachine.Claim(Queued(), First, 0, Now).State;
        for (var life = 2; life <= 3; life++)
            state = JobMachine.Claim(state, new JobOwner("a", life), 17, Now).State;
        Assert.False(state.HasEnded);
        state = JobMachine.Claim(state, new JobOwner("a", 4), 17, Now).State;
        Assert.Equal(JobStatus.Failed, state.Status);
        Assert.Equal(ErrorCodes.JobCrashed, state.Failure!.Code);
        Assert.Contains("step 17", state.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Claim_CrashesAtChangingSteps_GoesOn()
    {
        var state = JobMachine.Claim(Queued(), First, 0, Now).State;
        for (var life = 2; life < 60; life++)
            state = JobMachine.Claim(state, new JobOwner("a", life), life % 2 == 0 ? life : life - 1, Now).State;
        Assert.False(state.HasEnded);
    }

    [Fact]
    public void Claim_WithACheckpointSinceTheLastOne_GoesOn()
    {
        var state = JobMachine.Claim(Queued(), First, null, Now).State;
        for (var life = 2; life < 60; life++)
        {
            state = JobMachine.SaveCheckpoint(state, state.Epoch, Checkpoint(100 * life)).State;
            // Who takes over knows nothing of the step, or the owner had not begun one yet.
            state = JobMachine.Claim(state, new JobOwner("a", life), life % 4 < 2 ? null : 0, Now).State;
        }

        Assert.False(state.HasEnded);
    }

    [Fact]
    public void Claim_ThirdCrashOnNodesThatKnowNoStep_FailsAfterItsCheckpoint()
    {
        var state = JobMachine.Claim(Queued(), First, null, Now).State;
        state = JobMachine.SaveCheckpoint(state, state.Epoch, Checkpoint(17)).State;
        for (var node = 'b'; node <= 'c'; node++)
            state = JobMachine.Claim(state, new JobOwner($"{node}", 1), null, Now).State;
        Assert.False(state.HasEnded);
        Assert.False(state.Crashes.ArePassed(18, 17));
        state = JobMachine.Claim(state, new JobOwner("d", 1), null, Now).State;
        Assert.Equal(ErrorCodes.JobCrashed, state.Failure?.Code);
        Assert.Contains("after the checkpoint of step 17", state.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Claim_ByTheSameOwner_IsNoCrash()
    {
        var state = JobMachine.Claim(Queued(), First, 0, Now).State;
        for (var i = 0; i < 10; i++) state = JobMachine.Claim(state, First, 17, Now).State;
        Assert.False(state.HasEnded);
    }

    [Fact]
    public void WishPause_WhileQueued_PausesAtOnceAndResumes()
    {
        var state = JobMachine.WishPause(Queued()).State;
        Assert.Equal(JobStatus.Paused, state.Status);
        Assert.Same(state, JobMachine.Claim(state, First, 0, Now).State);
        state = JobMachine.WishRun(state).State;
        Assert.Equal((JobStatus.Queued, JobWish.Run), (state.Status, state.Wish));
    }

    [Theory]
    [InlineData(JobWish.Run, JobStatus.Queued)]
    [InlineData(JobWish.Pause, JobStatus.Paused)]
    [InlineData(JobWish.Cancel, JobStatus.Cancelled)]
    internal void Stop_ByTheOwner_DoesWhatTheUserWished(JobWish wish, JobStatus status)
    {
        var state = JobMachine.Claim(Queued(), First, 0, Now).State with { Wish = wish };
        state = JobMachine.Stop(state, state.Epoch, Now).State;
        Assert.Equal((status, null), (state.Status, state.Owner));
    }

    [Fact]
    public void Wishes_AfterTheEnd_AreRefusedOrIgnored()
    {
        var ended = JobMachine.WishCancel(Queued(), Now).State;
        Assert.Equal(JobStatus.Cancelled, ended.Status);
        Assert.Same(ended, JobMachine.WishCancel(ended, Now).State);
        Assert.Equal(ErrorCodes.JobEnded, Assert.Throws<TaskGridException>(() => JobMachine.WishPause(ended)).Code);
        Assert.Equal(ErrorCodes.JobEnded, Assert.Throws<TaskGridException>(() => JobMachine.WishRun(ended)).Code);
    }

    private static JobCheckpointState Checkpoint(int step) => new("key", new JobCheckpoint(step, 1, 1, Now));

    internal static JobState Queued() =>
        new()
        {
            Id = "ftjob-1",
            Tenant = "t",
            Spec = new JobSpec { Train = new TrainSpec { Task = "reviews", Base = "tg", TrainFile = "file-1" } },
            TrainFile = new GridFile
            {
                Id = "file-1", Name = "a.tsv", Purpose = "fine-tune", Bytes = 1, Sha256 = "", CreatedAt = Now,
            },
            Status = JobStatus.Queued,
            CreatedAt = Now,
        };
}
