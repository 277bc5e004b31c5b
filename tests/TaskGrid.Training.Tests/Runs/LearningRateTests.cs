using TaskGrid.Training.Runs;
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

    // Published rates from 768 on; those of width 256 as they were measured; in between each falls with the width.
    [Theory]
    [InlineData(128, 6e-4, 6e-4, 6e-3)]
    [InlineData(768, 3e-5, 1e-5, 5e-5)]
    [InlineData(1024, 3e-5, 1e-5, 5e-5)]
    public void Resolve_OtherWidths_TakeTheirRates(int width, double dense, double gated, double masked)
    {
        var settings = Resolve(SmallTask.Spec(), width);

        Assert.Equal(dense, settings.DenseRate, 1e-12);
        Assert.Equal(gated, settings.GatedRate, 1e-12);
        Assert.Equal(masked, settings.MaskedRate, 1e-12);
    }

    [Fact]
    public void Resolve_WidthsInBetween_FallFromTheTunedToThePublishedRates()
    {
        TrainSettings[] settings = [.. new[] { 256, 264, 384, 512, 640, 760, 768 }.Select(width => Resolve(SmallTask.Spec(), width))];

        foreach (var (wider, narrower) in settings.Skip(1).Zip(settings))
        {
            Assert.True(wider.DenseRate < narrower.DenseRate);
            Assert.True(wider.GatedRate < narrower.GatedRate);
            Assert.True(wider.MaskedRate < narrower.MaskedRate);
        }

        Assert.True(settings[1].MaskedRate > 0.85 * settings[0].MaskedRate, "No step at the tuned width.");
        Assert.True(settings[^2].MaskedRate < 1.1 * settings[^1].MaskedRate, "No step at the published ones.");
    }

    [Theory]
    [InlineData("magnitude")]
    [InlineData("diff-pruning")]
    public void Resolve_FirstLearningRate_IsThatOfTheFirstPhase(string method)
    {
        var settings = SmallTask.Settings(SmallTask.Spec(method) with { FirstLearningRate = 0.25 }, sample.Model);

        Assert.Equal(0.25, method == "magnitude" ? settings.DenseRate : settings.GatedRate);
        Assert.Equal(3e-3, settings.MaskedRate, 1e-9);
    }

    [Theory]
    [InlineData("magnitude", "all weights", "--first-learning-rate")]
    [InlineData("random", "values", "--learning-rate")]
    [InlineData("full", "all weights", "--learning-rate")]
    public void Train_DivergedPhase_NamesTheOptionThatSetsItsRate(string method, string phase, string option)
    {
        var spec = SmallTask.Spec(method);
        var settings = SmallTask.Settings(spec, sample.Model) with { DenseRate = 1e30, MaskedRate = 1e30 };

        var error = Assert.Throws<TaskGridException>(
            () => TaskTrainer.Train(sample.Model, SmallTask.Data(32), spec, settings));

        Assert.Equal(ErrorCodes.TrainingDiverged, error.Code);
        Assert.Contains($"'{phase}'", error.Message, StringComparison.Ordinal);
        Assert.Contains($" {option},", error.Message, StringComparison.Ordinal);
    }

    private TrainSettings Resolve(TrainSpec spec, int width) =>
        TrainSettings.Resolve(spec, sample.Model.Config with { HiddenSize = width }, 1000, threads: 1, half: false);
}
