using TaskGrid.Diffs;
using TaskGrid.Models;
using TaskGrid.Training.Runs;

namespace TaskGrid.Training.Methods;

/// <summary>
/// A method whose mask is chosen before training: one phase, from δ = 0 or from an earlier version's values of the
/// chosen entries.
/// </summary>
internal abstract class FixedMaskMethod : ITrainingMethod
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public int Phases => 1;

    /// <inheritdoc/>
    public virtual int BytesPerParameter => 12;

    /// <inheritdoc/>
    public virtual bool TakesDensity => true;

    /// <inheritdoc/>
    public virtual long MostEntries(EncoderConfig config, int parameters, double density) => Density.Entries(density, parameters);

    /// <summary>Chooses the mask: flat indices, increasing.</summary>
    public abstract int[] Choose(TrainingRun run);

    /// <inheritdoc/>
    public SparseDiff Train(TrainingRun run) => FixedMask.Train(run, "values", run.Once(() => Start(run)));

    /// <summary>⌊density · d⌋ of the run.</summary>
    protected static int Entries(TrainingRun run) => Density.Entries(run.Settings.Density, run.Base.Layout.Count);

    private MaskStart Start(TrainingRun run)
    {
        var indices = Choose(run);
        return new(indices, run.Network.EarlierAt(indices));
    }
}
