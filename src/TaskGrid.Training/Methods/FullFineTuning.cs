using TaskGrid.Diffs;
using TaskGrid.Training.Optimization;
using TaskGrid.Training.Runs;

namespace TaskGrid.Training.Methods;

/// <summary>Full fine-tuning, the reference: a diff of density 1.</summary>
internal sealed class FullFineTuning : ITrainingMethod
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "full";

    /// <inheritdoc/>
    public string Name => MethodName;

    /// <inheritdoc/>
    public int Phases => 1;

    /// <inheritdoc/>
    public int BytesPerParameter => 40;

    /// <inheritdoc/>
    public bool TakesDensity => false;

    /// <inheritdoc/>
    public bool TrainsAllWeights => true;

    /// <inheritdoc/>
    public SparseDiff Train(TrainingRun run) => TrainAll(
        run,
        keepBest: true,
        update => new SparseDiff(run.Base.Layout, [.. Enumerable.Range(0, run.Base.Layout.Count)], update.Differences()));

    /// <summary>Trains all weights and takes what is wanted of them.</summary>
    internal static T TrainAll<T>(TrainingRun run, bool keepBest, Func<IDenseUpdate, T> take)
    {
        using var update = WeightUpdates.Dense(run);
        run.Phase("all weights", update, run.Settings.DenseRate, keepBest);
        return take(update);
    }
}
