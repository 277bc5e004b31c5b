using TaskGrid.Diffs;
using TaskGrid.Models;
using TaskGrid.Torch;
using TaskGrid.Training.Data;
using TaskGrid.Training.Metrics;
using TaskGrid.Training.Tests.Fixtures;

namespace TaskGrid.Training.Tests.Methods;

[Collection(SampleBaseGroup.Name)]
public sealed class MethodTests(SampleBase sample)
{
    [Theory]
    [InlineData("diff-pruning", false, 0.005)]
    [InlineData("diff-pruning", true, 0.005)]
    [InlineData("diff-pruning", true, 0.0001)]
    [InlineData("magnitude", false, 0.01)]
    [InlineData("fish", false, 0.005)]
    [InlineData("random", false, 0.003)]
    [InlineData("pafi", false, 0.005)]
    public void Train_MethodWithABudget_HasExactlyThatManyEntriesAndLeavesTheBase(
        string method, bool structured, double density)
    {
        var checksum = sample.Model.Checksum();
        var trained = Train(SmallTask.Spec(method, structured, density), SmallTask.Data(48));
        Assert.Equal((int)((decimal)density * sample.Model.Layout.Count), trained.Task.Diff.Count);
        Assert.Equal(checksum, sample.Model.Checksum());
        Assert.Contains(trained.Task.Diff.Values, value => value != 0);
    }

    [Theory]
    [InlineData("bitfit", ".bias", 11_776)]
    [InlineData("last-layer", "encoder.layer.3.", 855_552)]
    public void Train_MethodOfWholeTensors_ChangesThoseAlone(string method, string part, int count)
    {
        var trained = Train(SmallTask.Spec(method), SmallTask.Data(32));
        Assert.Equal(count, trained.Task.Diff.Count);
        Assert.Contains(trained.Task.Diff.Values, value => value != 0);
        var layout = sample.Model.Layout;
        var changed = trained.Task.Diff.Indices.Select(layout.TensorAt).Distinct().Select(t => layout.Tensors[t].Name);
        Assert.All(changed, name => Assert.True(name.Contains(part) || (method == "last-layer" && name.StartsWith("pooler."))));
    }

    [Fact]
    public void Train_Full_IsADiffOfDensityOneThatLearns()
    {
        var data = SmallTask.Data(160);
        var trained = Train(SmallTask.Spec("full") with { Epochs = 3 }, data);
        Assert.Equal(sample.Model.Layout.Count, trained.Task.Diff.Count);
        Assert.True(trained.Value > 0.9, $"accuracy {trained.Value}");
    }

    [Fact]
    public void Train_DiffPruning_LearnsAnEasyTask()
    {
        var trained = Train(SmallTask.Spec(structured: true) with { Epochs = 3 }, SmallTask.Data(160));
        Assert.True(trained.Value > 0.9, $"accuracy {trained.Value}");
    }

    [Theory]
    [InlineData("diff-pruning", 1)]
    [InlineData("diff-pruning", 2)]
    [InlineData("full", 1)]
    public void Train_SameSeed_IsBitIdentical(string method, int threads)
    {
        var spec = SmallTask.Spec(method, structured: method == "diff-pruning");
        var (first, second) = (File(Train(spec, SmallTask.Data(32), threads)), File(Train(spec, SmallTask.Data(32), threads)));
        Assert.Equal(first, second);
        Assert.NotEqual(first, File(Train(spec with { Seed = 1 }, SmallTask.Data(32), threads)));
    }

    [Bf16Theory]
    [InlineData("diff-pruning")]
    [InlineData("fish")]
    public void Train_Bf16_LearnsToo(string method)
    {
        var trained = Train(SmallTask.Spec(method) with { Epochs = 3 }, SmallTask.Data(160), half: true);
        Assert.True(trained.Value > 0.8, $"accuracy {trained.Value}");
    }

    [Theory]
    [InlineData(1e-40f)]
    [InlineData(1e-42f)]
    public void Train_RegressionTooFineToDivideBy_IsRefused(float scale)
    {
        var data = SmallTask.Data(32, pairs: true, TaskKind.Regression);
        var rows = data.Train.Select(row => row with { Target = row.Target * scale });
        var exception = Assert.Throws<TaskGridException>(
            () => Train(SmallTask.Spec("full"), data with { Train = new TaskRows([.. rows]) }));
        Assert.Equal(ErrorCodes.DataInvalid, exception.Code);
    }

    [Fact]
    public void Train_Regression_GivesValuesOnTheScaleOfTheTargets()
    {
        var data = SmallTask.Data(160, pairs: true, TaskKind.Regression);
        var trained = Train(SmallTask.Spec("full") with { Epochs = 3 }, data);
        using var served = new TaskModel(sample.Model, trained.Task);
        var predictions = TaskTrainer.Predict(served, data.Dev);
        Assert.All(predictions, value => Assert.InRange(value, 0f, 6f));
        Assert.True(trained.Value > 0.8, $"correlation {trained.Value}");
    }

    [Fact]
    public void Train_Stored_ServesTheEvaluatedScores()
    {
        var data = SmallTask.Data(64);
        var trained = Train(SmallTask.Spec("fish"), data);
        using var file = new MemoryStream(File(trained));
        using var served = new TaskModel(sample.Model, DiffFile.Read(file));
        Assert.Equal(trained.Value, TaskTrainer.Evaluate(served, data.Dev, MetricCatalog.Get("accuracy")));
        var together = served.Logits([.. data.Dev.Select(row => new TextInput(row.Text))]);
        var alone = data.Dev.SelectMany(row => served.Logits([new TextInput(row.Text)])).ToArray();
        for (var i = 0; i < alone.Length; i++) Assert.Equal(together[i], alone[i], 1e-4f);
    }

    [Fact]
    public void Train_Cancelled_StopsAndLeavesNoTensor()
    {
        var live = TorchDialect.LiveTensors;
        using var cancel = new CancellationTokenSource();
        var steps = 0;
        var progress = new StepReports(report =>
        {
            steps = report.Step;
            cancel.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => Train(SmallTask.Spec(), SmallTask.Data(4000), 1, false, progress, cancel.Token));
        Assert.InRange(steps, 1, 499);
        Assert.Equal(live, TorchDialect.LiveTensors);
    }

    [Fact]
    public void Train_Finished_LeavesNoTensor()
    {
        var live = TorchDialect.LiveTensors;
        Train(SmallTask.Spec(structured: true), SmallTask.Data(48));
        Assert.Equal(live, TorchDialect.LiveTensors);
    }

    [Fact]
    public void CheckBase_DiffOfAnotherBase_IsRefused()
    {
        var trained = Train(SmallTask.Spec("random"), SmallTask.Data(16));
        var other = trained.Task with { Base = Fingerprint.FromHash(new byte[32]) };
        var refused = Assert.Throws<TaskGridException>(() => new TaskModel(sample.Model, other));
        Assert.Equal(ErrorCodes.DiffBaseMismatch, refused.Code);
    }

    private TrainedTask Train(
        TrainSpec spec,
        TaskData data,
        int threads = 1,
        bool half = false,
        IProgress<TrainProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        TorchRuntime.SetThreads(threads);
        return TaskTrainer.Train(
            sample.Model, data, spec, SmallTask.Settings(spec, sample.Model, threads, half), progress,
            cancellationToken: cancellationToken);
    }

    private static byte[] File(TrainedTask trained)
    {
        using var stream = new MemoryStream();
        DiffFile.Write(stream, trained.Task, trained.ValueFormat);
        return stream.ToArray();
    }
}
