using TaskGrid.Diffs;
using TaskGrid.Training.Runs;

namespace TaskGrid.Training.Methods;

/// <summary>
/// PaFi (Liao, Meng, Monz 2023): the parameters of smallest pretrained magnitude, chosen without data, so that all
/// tasks of a base share the mask.
/// </summary>
internal sealed class PafiMask : FixedMaskMethod
{
    /// <inheritdoc/>
    public override string Name => "pafi";

    /// <inheritdoc/>
    public override int BytesPerParameter => 20;

    /// <inheritdoc/>
    public override int[] Choose(TrainingRun run)
    {
        // The reciprocal ranks the smallest first; what is added keeps zeros finite.
        var scores = Array.ConvertAll(run.Base.ReadParameters(), value => 1 / (1e-6f + Math.Abs(value)));
        return TopK.Select(scores, Entries(run));
    }
}
