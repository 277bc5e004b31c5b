using TaskGrid.Training.Checkpoints;
using TaskGrid.Training.Optimization;
using TaskGrid.Training.Runs;
using TaskGrid.Training.Tests.Fixtures;

namespace TaskGrid.Training.Tests.Runs;

/// <summary>What phase 1 of diff pruning leaves for the projection.</summary>
[Collection(SampleBaseGroup.Name)]
public sealed class GatedPhaseTests(SampleBase sample)
{
    private const double Density = 0.005;

    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 3)]
    [InlineData(true, 6)]
    public void Phase_OfAnyLength_ClosesMostGatesAndLeavesTheLargestDifferences(bool structured, int epochs)
    {
        var spec = SmallTask.Spec(structured: structured) with { Epochs = epochs };
        using var run = new TrainingRun(
            sample.Model, SmallTask.Encode(sample.Model, SmallTask.Data(160)), SmallTask.Settings(spec, sample.Model), 2,
            RunCheckpoints.None(), null, CancellationToken.None);
        using var gated = (GatedUpdate)WeightUpdates.Gated(run);

        run.Phase("gates", gated, run.Settings.GatedRate, keepBest: false);

        Assert.InRange(gated.ExpectedDensity!.Value, 0, 0.1);
        gated.BeginEvaluation();
        Assert.InRange(run.Evaluate()!.Value, 0.9, 1);
        var differences = gated.Differences();
        var open = differences.Count(difference => difference != 0);
        // As few as 1 % of the budget stay open when groups close together with their entries.
        Assert.InRange(open, Density * differences.Length / 10, 0.05 * differences.Length);

        var chosen = gated.Largest(open / 2);
        Assert.Equal(open / 2, chosen.Indices.Length);
        Assert.Equal(chosen.Indices.Select(index => differences[index]), chosen.Differences);
        var least = chosen.Differences.Min(Math.Abs);
        Assert.Equal(open / 2, differences.Count(difference => Math.Abs(difference) >= least));
    }
}
