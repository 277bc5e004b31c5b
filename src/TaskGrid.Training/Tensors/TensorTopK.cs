using TaskGrid.Diffs;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Training.Tensors;

/// <summary>The exact selection of <see cref="TopK"/>, where the scores are.</summary>
internal static class TensorTopK
{
    /// <summary>The indices of the k scores of largest magnitude; of equal magnitudes, those of lower index.</summary>
    /// <param name="scores">Scores [d].</param>
    /// <param name="k">How many, 0 to d.</param>
    /// <returns>Indices [k], strictly increasing.</returns>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TrainingDiverged"/>: a score is NaN.</exception>
    public static int[] Select(Tensor scores, int k)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        if (scores.isnan().sum().item<long>() > 0)
        {
            throw new TaskGridException(
                ErrorCodes.TrainingDiverged,
                "The score of a parameter is not a number. Lower the learning rate or change the seed.");
        }

        if (k == 0) return [];
        var magnitudes = scores.abs();
        var least = magnitudes.topk(k, sorted: false).values.min();
        var above = magnitudes.gt(least).nonzero().view(-1);
        var equal = magnitudes.eq(least).nonzero().view(-1).narrow(0, 0, k - above.shape[0]);
        var indices = Array.ConvertAll(
            TorchDialect.Elements<long>(cat([above, equal]).cpu()).ToArray(), index => (int)index);
        Array.Sort(indices);
        return indices;
    }

    /// <summary>Elements of a flat tensor at indices, on the processor.</summary>
    /// <param name="values">fp32 [d].</param>
    /// <param name="indices">Indices [k].</param>
    public static float[] Pick(Tensor values, int[] indices)
    {
        if (indices.Length == 0) return [];
        using var scope = NewDisposeScope();
        var picked = values.index_select(0, DeviceMemory.Send(tensor(indices), values.device));
        return TorchDialect.Elements<float>(picked.cpu()).ToArray();
    }
}
