using TaskGrid.Diffs;
using TaskGrid.Training.Optimization;
using TaskGrid.Training.Runs;

namespace TaskGrid.Training.Methods;

/// <summary>
/// Diff pruning (Guo, Rush, Kim 2020): learn differences under L0 gates, keep the ⌊density · d⌋ largest over all
/// tensors at once, then train those alone.
/// </summary>
internal sealed class DiffPruning : ITrainingMethod
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "diff-pruning";

    /// <inheritdoc/>
    public string Name => MethodName;

    /// <inheritdoc/>
    public int Phases => 2;

    /// <inheritdoc/>
    public int BytesPerParameter => 32;

    /// <inheritdoc/>
    public SparseDiff Train(TrainingRun run) => FixedMask.Train(run, "phase 3: values", run.Once(() => LearnMask(run)));

    private static MaskStart LearnMask(TrainingRun run)
    {
        var settings = run.Settings;
        var layout = run.Base.Layout;
        var schedule = new GateSchedule(run.StepsPerEpoch * settings.Epochs, layout.Count);
        using var gated = new GatedUpdate(
            run.Network, schedule, settings.Structured, settings.Seed, settings.Threads);
        run.Phase("phase 1: gates", gated, settings.GatedRate, keepBest: false);
        var differences = gated.Differences();
        var indices = TopK.Select(gated.Scores(differences), Density.Entries(settings.Density, layout.Count));
        return new(indices, Array.ConvertAll(indices, index => differences[index]));
    }
}
