using TaskGrid.Diffs;
using TaskGrid.Training.Metrics;

namespace TaskGrid.Training.Tests;

public sealed class ValueFormatChoiceTests
{
    private static readonly TaskDiff Trained = new()
    {
        Diff = new SparseDiff(ParameterLayout.Create([("a", [10])]), [1, 4], [0.123456789f, -0.3f]),
        Base = Fingerprint.FromHash(new byte[32]),
        Head = new TaskHead { Tensors = [] },
        Task = new TaskDefinition { Kind = TaskKind.Regression, Metric = "mse" },
    };

    [Theory]
    [InlineData(2, ValueFormat.Fp16)] // int8 has a scale of 4 bytes beside them
    [InlineData(10, ValueFormat.Int8)]
    public void Choose_NothingIsLost_TakesTheSmallest(int entries, ValueFormat smallest)
    {
        int[] indices = [.. Enumerable.Range(0, entries)];
        var values = Array.ConvertAll(indices, index => 0.1f * (index + 1));
        var task = Trained with { Diff = new SparseDiff(Trained.Diff.Layout, indices, values) };
        Assert.Equal(smallest, ValueFormatChoice.Choose(task, "auto", MetricCatalog.Get("accuracy"), _ => 0.5).Format);
    }

    [Fact]
    public void Choose_RoundingCosts_KeepsTheExactValues()
    {
        var (task, format, value) = Choose("accuracy", task => task.Diff.Values[0] == 0.123456789f ? 0.9 : 0.8);
        Assert.Equal((ValueFormat.Fp32, 0.9), (format, value));
        Assert.Equal(Trained.Diff.Values, task.Diff.Values);
    }

    [Fact]
    public void Choose_MetricWhereLessIsBetter_IsComparedThatWay() =>
        Assert.Equal(ValueFormat.Fp32, Choose("mse", task => task.Diff.Values[0] == 0.123456789f ? 0.1 : 0.2).Format);

    [Fact]
    public void Choose_NamedFormat_IsTakenWhateverItCosts() =>
        Assert.Equal(ValueFormat.Fp16, ValueFormatChoice.Choose(Trained, "fp16", MetricCatalog.Get("mse"), _ => 1).Format);

    private static (TaskDiff Task, ValueFormat Format, double Value) Choose(string metric, Func<TaskDiff, double> evaluate) =>
        ValueFormatChoice.Choose(Trained, "auto", MetricCatalog.Get(metric), evaluate);
}
