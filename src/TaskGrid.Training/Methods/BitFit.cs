using TaskGrid.Diffs;
using TaskGrid.Training.Runs;

namespace TaskGrid.Training.Methods;

/// <summary>BitFit (Ben Zaken, Ravfogel, Goldberg 2021): all bias vectors.</summary>
internal sealed class BitFit : TensorMask
{
    /// <inheritdoc/>
    public override string Name => "bitfit";

    /// <inheritdoc/>
    protected override bool Includes(TrainingRun run, TensorSpec tensor) =>
        tensor.Name.EndsWith(".bias", StringComparison.Ordinal);
}
