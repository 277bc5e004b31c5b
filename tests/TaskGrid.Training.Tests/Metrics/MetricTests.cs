using TaskGrid.Training.Metrics;

namespace TaskGrid.Training.Tests.Metrics;

public sealed class MetricTests
{
    private const double Exact = 1e-14;

    // True positives 4, false positives 2, false negatives 1, true negatives 3.
    private static readonly float[] BinaryPredictions = [0, 1, 1, 0, 1, 0, 1, 1, 0, 1];
    private static readonly float[] BinaryTargets = [0, 1, 0, 0, 1, 1, 1, 1, 0, 0];

    // Class 3 is predicted once and never right; class 4 of the task does not occur.
    private static readonly float[] ClassPredictions = [0, 1, 2, 2, 1, 0, 3, 2, 1, 0, 2, 2];
    private static readonly float[] ClassTargets = [0, 1, 2, 1, 1, 0, 2, 2, 0, 0, 2, 1];

    private static readonly float[] ValuePredictions = [0.5f, 2.25f, 2.25f, 3.5f, 1, 4.75f, 0.5f];
    private static readonly float[] ValueTargets = [1, 2, 3.5f, 3.5f, 0, 5, 1.5f];

    [Theory]
    [InlineData("accuracy", 0.7)]
    [InlineData("f1", 8.0 / 11)]
    [InlineData("f1-macro", (8.0 / 11 + 6.0 / 9) / 2)]
    [InlineData("matthews", 0.408248290463863)] // (4·3 − 2·1) ÷ √(6·5·5·4), also the correlation of the columns
    public void Compute_TwoClasses_EqualsHandValues(string name, double expected) =>
        Assert.Equal(expected, MetricCatalog.Get(name).Compute(BinaryPredictions, BinaryTargets), Exact);

    // Matthews: NumPy, covariance of the one-hot matrices ÷ the root of their variances.
    [Theory]
    [InlineData("accuracy", 8.0 / 12)]
    [InlineData("f1-macro", (6.0 / 7 + 4.0 / 7 + 6.0 / 9 + 0) / 4)]
    [InlineData("matthews", 0.530722777603022)]
    public void Compute_SeveralClasses_EqualsIndependentValues(string name, double expected) =>
        Assert.Equal(expected, MetricCatalog.Get(name).Compute(ClassPredictions, ClassTargets), Exact);

    // NumPy: corrcoef of the values, and of ranks counted as smaller + (equal + 1) ÷ 2.
    [Theory]
    [InlineData("pearson", 0.8971686730526075)]
    [InlineData("spearman", 0.8532469179729296)]
    [InlineData("mse", 0.5625)]
    public void Compute_Values_EqualsIndependentValues(string name, double expected) =>
        Assert.Equal(expected, MetricCatalog.Get(name).Compute(ValuePredictions, ValueTargets), Exact);

    [Theory]
    [InlineData("matthews", 1f, 1f, 0f, 1f)]
    [InlineData("matthews", 0f, 1f, 1f, 1f)]
    [InlineData("f1", 0f, 0f, 0f, 0f)]
    [InlineData("pearson", 0.1f, 0.1f, 1f, 2f)]
    [InlineData("pearson", 1f, 2f, 0.1f, 0.1f)]
    [InlineData("spearman", 0.1f, 0.1f, 1f, 2f)]
    public void Compute_Undefined_IsZero(string name, float prediction0, float prediction1, float target0, float target1) =>
        Assert.Equal(0, MetricCatalog.Get(name).Compute([prediction0, prediction1], [target0, target1]));

    [Theory]
    [InlineData("pearson")]
    [InlineData("spearman")]
    [InlineData("matthews")]
    public void Require_RowsThatItIsZeroOn_Fails(string name)
    {
        var metric = MetricCatalog.Get(name);

        Assert.Equal(0, metric.Compute([0, 1], [1, 1]));
        Assert.Equal(ErrorCodes.DataInvalid, Assert.Throws<TaskGridException>(() => metric.Require([1, 1])).Code);
        metric.Require([1, 0]);
        MetricCatalog.Get("accuracy").Require([1, 1]);
    }

    [Fact]
    public void Compute_ManyEqualValues_HaveNoCorrelation()
    {
        var targets = Enumerable.Range(0, 1000).Select(row => (float)row).ToArray();
        var predictions = new float[1000];
        Array.Fill(predictions, 0.1f);

        Assert.Equal(0, MetricCatalog.Get("pearson").Compute(predictions, targets));
    }

    [Theory]
    [InlineData("pearson")]
    [InlineData("spearman")]
    [InlineData("mse")]
    public void Compute_NotFinite_IsNotANumber(string name) =>
        Assert.True(double.IsNaN(MetricCatalog.Get(name).Compute([float.NaN, float.NaN, 1], [1, 2, 3])));

    [Theory]
    [InlineData("accuracy", 1)]
    [InlineData("f1", 1)]
    [InlineData("f1-macro", 1)]
    [InlineData("matthews", 1)]
    [InlineData("pearson", 1)]
    [InlineData("spearman", 1)]
    [InlineData("mse", 0)]
    public void Compute_Perfect_IsTheBestValue(string name, double best) =>
        Assert.Equal(best, MetricCatalog.Get(name).Compute(BinaryTargets, BinaryTargets), Exact);

    [Theory]
    [InlineData("accuracy", 0.25)]
    [InlineData("f1", 0.4)] // 2·1 ÷ (1 + 4)
    [InlineData("matthews", 0)]
    public void Baseline_Classes_GuessesTheMostFrequentInTraining(string name, double expected) =>
        Assert.Equal(expected, MetricCatalog.Get(name).Baseline([0, 1, 1], [0, 0, 0, 1]), Exact);

    [Fact]
    public void Baseline_EquallyFrequentClasses_GuessesTheFirst() =>
        Assert.Equal(0.75, MetricCatalog.Get("accuracy").Baseline([1, 0, 0, 1], [0, 0, 0, 1]));

    [Theory]
    [InlineData("mse", 2.5)] // mean 2 against 1 and 4
    [InlineData("pearson", 0)]
    public void Baseline_Values_GuessesTheTrainingMean(string name, double expected) =>
        Assert.Equal(expected, MetricCatalog.Get(name).Baseline([1, 3], [1, 4]), Exact);

    [Fact]
    public void Compute_LengthsDiffer_Throws() =>
        Assert.Throws<ArgumentException>(() => MetricCatalog.Get("accuracy").Compute([1], [1, 2]));

    [Fact]
    public void Compute_Nothing_Throws() =>
        Assert.Throws<ArgumentException>(() => MetricCatalog.Get("accuracy").Compute([], []));

    [Theory]
    [InlineData(TaskKind.Classification, 2, "accuracy f1 f1-macro matthews")]
    [InlineData(TaskKind.Classification, 3, "accuracy f1-macro matthews")]
    [InlineData(TaskKind.Regression, 0, "pearson spearman mse")]
    public void For_Kind_GivesThoseThatFitWithTheDefaultFirst(TaskKind kind, int classes, string names)
    {
        Assert.Equal(names.Split(' '), MetricCatalog.For(kind, classes).Select(metric => metric.Name));
        Assert.Equal(names.Split(' ')[0], MetricCatalog.Get(null, kind, classes).Name);
    }

    [Theory]
    [InlineData("f1", TaskKind.Classification, 3)]
    [InlineData("accuracy", TaskKind.Regression, 0)]
    [InlineData("nonsense", TaskKind.Regression, 0)]
    public void Get_NameThatDoesNotFit_SaysWhichDo(string name, TaskKind kind, int classes)
    {
        var error = Assert.Throws<TaskGridException>(() => MetricCatalog.Get(name, kind, classes));

        Assert.Equal(ErrorCodes.InvalidArgument, error.Code);
        Assert.Contains(MetricCatalog.Default(kind).Name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HigherIsBetter_Error_IsFalse() =>
        Assert.Equal(["mse"], MetricCatalog.Names.Where(name => !MetricCatalog.Get(name).HigherIsBetter));
}
