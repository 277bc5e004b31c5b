using TaskGrid.Training.Tests.Fixtures;

namespace TaskGrid.Training.Tests.Runs;

[Collection(SampleBaseGroup.Name)]
public sealed class LearningRateTests(SampleBase sample)
{
    [Theory]
    [InlineData("full", 0.5, 3e-3)]
    [InlineData("magnitude", 3e-4, 0.5)]
    [InlineData("diff-pruning", 3e-4, 0.5)]
    public void Resolve_LearningRate_IsThatOfTheLastPhase(string method, double dense, double masked)
    {
        var settings = SmallTask.Settings(SmallTask.Spec(method) with { LearningRate = 0.5 }, sample.Model);

        Assert.Equal(dense, settings.DenseRate, 1e-9);
        Assert.Equal(3e-4, settings.GatedRate, 1e-9);
        if (method != "full") Assert.Equal(masked, settings.MaskedRate, 1e-9);
    }

    [Theory]
    [InlineData("full")]
    [InlineData("magnitude")]
    public void Resolve_NoLearningRate_IsByTheBasesWidth(string method)
    {
        var settings = SmallTask.Settings(SmallTask.Spec(method), sample.Model);

        Assert.Equal((1e-4 * 3, 1e-4 * 3, 1e-3 * 3), (settings.DenseRate, settings.GatedRate, settings.MaskedRate));
    }

    [Theory]
    [InlineData("magnitude", "all weights", false)]
    [InlineData("random", "values", true)]
    [InlineData("full", "all weights", true)]
    public void Train_DivergedPhase_NamesTheOptionOnlyWhereItSetsTheRate(string method, string phase, bool named)
    {
        var spec = SmallTask.Spec(method);
        var settings = SmallTask.Settings(spec, sample.Model) with { DenseRate = 1e30, MaskedRate = 1e30 };

        var error = Assert.Throws<TaskGridException>(
            () => TaskTrainer.Train(sample.Model, SmallTask.Data(32), spec, settings));

        Assert.Equal(ErrorCodes.TrainingDiverged, error.Code);
        Assert.Contains($"'{phase}'", error.Message, StringComparison.Ordinal);
        Assert.Equal(named, error.Message.Contains("--learning-rate", StringComparison.Ordinal));
    }
}
