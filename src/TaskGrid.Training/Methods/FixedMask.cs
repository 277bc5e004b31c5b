using TaskGrid.Diffs;
using TaskGrid.Training.Optimization;
using TaskGrid.Training.Runs;

namespace TaskGrid.Training.Methods;

/// <summary>The phase that trains the entries of a fixed mask and the head, and nothing else.</summary>
internal static class FixedMask
{
    /// <summary>Trains and keeps the best epoch.</summary>
    /// <param name="run">The run.</param>
    /// <param name="phase">Name of the phase, for progress.</param>
    /// <param name="start">The mask and where δ starts.</param>
    public static SparseDiff Train(TrainingRun run, string phase, MaskStart start)
    {
        run.Checkpoints.Control.EntriesChosen?.Invoke();
        using var update = WeightUpdates.Masked(run, start);
        run.Phase(phase, update, run.Settings.MaskedRate, keepBest: true);
        return new SparseDiff(run.Base.Layout, start.Indices, update.Differences());
    }
}
