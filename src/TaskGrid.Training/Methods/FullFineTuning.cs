using TaskGrid.Diffs;
using TaskGrid.Training.Optimization;
using TaskGrid.Training.Runs;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TaskGrid.Training.Methods;

/// <summary>Full fine-tuning, the reference: a diff of density 1.</summary>
internal sealed class FullFineTuning : ITrainingMethod
{
    /// <inheritdoc/>
    public string Name => "full";

    /// <inheritdoc/>
    public int Phases => 1;

    /// <inheritdoc/>
    public int BytesPerParameter => 24;

    /// <inheritdoc/>
    public bool TrainsAllWeights => true;

    /// <inheritdoc/>
    public SparseDiff Train(TrainingRun run) =>
        new(run.Base.Layout, [.. Enumerable.Range(0, run.Base.Layout.Count)], Differences(run, keepBest: true));

    /// <summary>θ − θ_pre [d] after training all weights.</summary>
    internal static float[] Differences(TrainingRun run, bool keepBest)
    {
        using var update = new DenseUpdate(run.Network, run.Settings.Threads);
        run.Phase("all weights", update, run.Settings.DenseRate, keepBest);
        var differences = run.Base.ReadParameters();
        TensorPrimitives.Subtract(update.Values, differences, differences);
        return differences;
    }
}
