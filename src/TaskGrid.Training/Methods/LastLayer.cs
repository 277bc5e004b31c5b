using System.Globalization;
using TaskGrid.Diffs;
using TaskGrid.Models;
using TaskGrid.Training.Runs;

namespace TaskGrid.Training.Methods;

/// <summary>The last transformer layer and the pooler, as in the comparison of Guo et al. 2020.</summary>
internal sealed class LastLayer : TensorMask
{
    /// <inheritdoc/>
    public override string Name => "last-layer";

    /// <inheritdoc/>
    public override long MostEntries(EncoderConfig config, int parameters, double density)
    {
        long width = config.HiddenSize, inner = config.IntermediateSize;
        return (5 * width * (width + 1)) + (2 * width * inner) + inner + (5 * width); // with a pooler
    }

    /// <inheritdoc/>
    protected override bool Includes(TrainingRun run, TensorSpec tensor) =>
        tensor.Name.StartsWith("pooler.", StringComparison.Ordinal)
        || tensor.Name.StartsWith(
            string.Create(CultureInfo.InvariantCulture, $"encoder.layer.{run.Base.Config.Layers - 1}."),
            StringComparison.Ordinal);
}
