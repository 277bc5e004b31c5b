using TaskGrid.Diffs;
using TaskGrid.Training.Runs;

namespace TaskGrid.Training.Methods;

/// <summary>
/// The non-adaptive baseline of Guo et al. 2020: fine-tune all weights, keep the largest differences, train those on.
/// </summary>
internal sealed class MagnitudePruning : ITrainingMethod
{
    /// <inheritdoc/>
    public string Name => "magnitude";

    /// <inheritdoc/>
    public int Phases => 2;

    /// <inheritdoc/>
    public int Revision => 2;

    /// <inheritdoc/>
    public int BytesPerParameter => 28;

    /// <inheritdoc/>
    public SparseDiff Train(TrainingRun run) => FixedMask.Train(run, "kept weights", run.Once(() => LearnMask(run)));

    private static MaskStart LearnMask(TrainingRun run) => FullFineTuning.TrainAll(
        run,
        keepBest: false,
        update => update.Largest(Density.Entries(run.Settings.Density, run.Base.Layout.Count)));
}
