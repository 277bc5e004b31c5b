using TaskGrid.Diffs;
using TaskGrid.Training.Tests.Checkpoints;
using TaskGrid.Training.Tests.Fixtures;

namespace TaskGrid.Training.Tests.Runs;

[Collection(SampleBaseGroup.Name)]
public sealed class ContinueFromTests(SampleBase sample)
{
    private static TrainedTask? _full;

    // Methods that choose a mask by something else than weights can use what they have learned before themselves.
    [Theory]
    [InlineData("diff-pruning", true, "full")]
    [InlineData("magnitude", false, "full")]
    [InlineData("full", false, "full")]
    [InlineData("fish", false, "full")]
    [InlineData("random", false, "random")]
    [InlineData("bitfit", false, "bitfit")]
    public void Train_FromAnEarlierVersion_StartsBetterWithinTheBudget(string method, bool structured, string before)
    {
        var earlier = Earlier(before);
        var run = new RecordedRun(sample.Model, method, structured)
        {
            Spec = SmallTask.Spec(method, structured) with { Epochs = 1, ValueFormat = "fp32", LearningRate = 1e-6 },
        };
        var (scratch, _) = FirstEpoch(run, null);
        var (continued, trained) = FirstEpoch(run, earlier.Task);
        Assert.True(continued > scratch, $"{continued} after {scratch}");
        var budget = method switch
        {
            "full" => sample.Model.Layout.Count,
            "bitfit" => trained.Task.Diff.Count,
            _ => Density.Entries(run.Spec.Density, sample.Model.Layout.Count),
        };
        Assert.Equal(budget, trained.Task.Diff.Count);
        Assert.Equal(earlier.Task.Base, trained.Task.Base);
    }

    [Fact]
    public void Train_FromOtherLabels_TakesTheWeightsButNotTheHead()
    {
        var earlier = Earlier();
        var other = earlier.Task with { Task = earlier.Task.Task with { Labels = ["no", "yes"] } };
        var run = new RecordedRun(sample.Model);
        var (same, renamed) = (FirstEpoch(run, earlier.Task).Trained, FirstEpoch(run, other).Trained);
        Assert.NotEqual(same.Task.Head.Tensors[0].Values, renamed.Task.Head.Tensors[0].Values);
    }

    [Fact]
    public void Train_FromAnEarlierRegression_KeepsItsScale()
    {
        var first = new RecordedRun(sample.Model, "full")
        {
            Data = SmallTask.Data(96, pairs: true, TaskKind.Regression),
            Spec = SmallTask.Spec("full") with { Epochs = 3, ValueFormat = "fp32" },
        }.Train();
        var again = new RecordedRun(sample.Model, "full")
        {
            Data = SmallTask.Data(24, pairs: true, TaskKind.Regression),
            Spec = SmallTask.Spec("full") with { Epochs = 1, ValueFormat = "fp32", Metric = "mse", LearningRate = 1e-12 },
        }.Train(new TrainControl { ContinueFrom = first.Task });
        Assert.InRange(again.Value, 0, 0.5 * again.MajorityValue);
    }

    [Fact]
    public void Train_FromAnotherBase_IsRefused()
    {
        var other = Earlier().Task with { Base = Fingerprint.FromHash(new byte[32]) };
        var refused = Assert.Throws<TaskGridException>(() => FirstEpoch(new RecordedRun(sample.Model), other));
        Assert.Equal(ErrorCodes.DiffBaseMismatch, refused.Code);
    }

    private TrainedTask Earlier(string method = "full") =>
        method == "full" ? _full ??= Learned(method) : Learned(method);

    private TrainedTask Learned(string method) => new RecordedRun(sample.Model, method)
    {
        Data = SmallTask.Data(160), Spec = SmallTask.Spec(method) with { Epochs = 2, ValueFormat = "fp32" },
    }.Train();

    private static (double Metric, TrainedTask Trained) FirstEpoch(RecordedRun run, TaskDiff? earlier)
    {
        double? metric = null;
        var trained = run.Train(
            new TrainControl { ContinueFrom = earlier }, new StepReports(report => metric ??= report.DevMetric));
        return (metric!.Value, trained);
    }
}
