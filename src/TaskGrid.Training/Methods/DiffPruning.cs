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
    public int Revision => 2;

    /// <inheritdoc/>
    public int BytesPerParameter => 37;

    /// <inheritdoc/>
    public SparseDiff Train(TrainingRun run) => FixedMask.Train(run, "phase 3: values", run.Once(() => LearnMask(run)));

    private static MaskStart LearnMask(TrainingRun run)
    {
        using var gated = WeightUpdates.Gated(run);
        run.Phase("phase 1: gates", gated, run.Settings.GatedRate, keepBest: false);
        return gated.Largest(Density.Entries(run.Settings.Density, run.Base.Layout.Count));
    }
}
