using TaskGrid.Diffs;
using TaskGrid.Training.Runs;

namespace TaskGrid.Training.Methods;

/// <summary>A mask of whole tensors; its density is that of the tensors.</summary>
internal abstract class TensorMask : FixedMaskMethod
{
    /// <inheritdoc/>
    public override bool TakesDensity => false;

    /// <inheritdoc/>
    public override int[] Choose(TrainingRun run) =>
    [
        .. run.Base.Layout.Tensors
            .Where(tensor => Includes(run, tensor))
            .SelectMany(tensor => Enumerable.Range(tensor.Offset, tensor.Count)),
    ];

    /// <summary>Whether all of a tensor is trained.</summary>
    protected abstract bool Includes(TrainingRun run, TensorSpec tensor);
}
