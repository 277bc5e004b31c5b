using TaskGrid.Training.Tests.Fixtures;

namespace TaskGrid.Training.Tests.Checkpoints;

[Collection(SampleBaseGroup.Name)]
public sealed class ForeignCheckpointTests(SampleBase sample)
{
    [Fact]
    public void Resume_DamagedAnywhere_IsRefused()
    {
        var run = new RecordedRun(sample.Model);
        var whole = run.Record(4).Checkpoints[4];
        var header = 8 + BitConverter.ToInt32(whole);
        var middle = (header + whole.Length) / 2;
        foreach (var at in new[] { 0, 8, 40, header / 2, header - 20, header, middle, whole.Length - 1 })
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 4;
            Refused(() => run.Resume(damaged));
        }

        run.Resume(whole);
    }

    [Fact]
    public void Resume_CutOffAnywhere_IsRefused()
    {
        var run = new RecordedRun(sample.Model);
        var whole = run.Record(4).Checkpoints[4];
        foreach (var length in new[] { 0, 7, 8, 100, whole.Length / 2, whole.Length - 1 })
            Refused(() => run.Resume(whole[..length]));
        Refused(() => run.Resume([.. whole, 0]));
    }

    [Fact]
    public void Resume_OtherSettingsOrDataOrStart_IsRefusedAndSaysWhich()
    {
        var run = new RecordedRun(sample.Model);
        var (trained, checkpoints) = run.Record(4);
        var spec = run.Spec;
        foreach (var other in new[]
        {
            spec with { Seed = 1 }, spec with { Epochs = 3 }, spec with { Method = "pafi" }, spec with { Density = 0.004 },
            spec with { Metric = "matthews" }, spec with { LearningRate = 1e-3 },
        })
        {
            var changed = new RecordedRun(sample.Model) { Spec = other };
            Assert.Contains("other settings", Refused(() => changed.Resume(checkpoints[4])));
        }

        Assert.Contains("other settings", Refused(
            () => run.Resume(checkpoints[4], new TrainControl { ContinueFrom = trained.Task })));
        Assert.Contains("other settings", Refused(
            () => run.Resume(checkpoints[4], new TrainControl { EarlyStopEpochs = 1 })));
        Assert.Contains("other settings", Refused(
            () => new RecordedRun(sample.Model, half: true).Resume(checkpoints[4])));
        var otherData = new RecordedRun(sample.Model) { Data = SmallTask.Data(20, pairs: true) };
        Assert.Contains("other data", Refused(() => otherData.Resume(checkpoints[4])));
    }

    [Fact]
    public void Resume_OtherBase_IsRefusedAndSaysSo()
    {
        var checkpoint = new RecordedRun(sample.Model).Record(4).Checkpoints[4];
        using var other = sample.LoadAltered();
        var message = Refused(() => new RecordedRun(other).Resume(checkpoint));
        Assert.Contains("other base", message);
        Assert.DoesNotContain("other data", message);
    }

    private static string Refused(Func<TrainedTask> train)
    {
        var refused = Assert.Throws<TaskGridException>(train);
        Assert.Equal(ErrorCodes.CheckpointInvalid, refused.Code);
        return refused.Message;
    }
}
