namespace TaskGrid.Diffs;

/// <summary>The entries of a diff in one tensor.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Indices">Flat indices of the entries, strictly increasing, from <c>Tensor.Offset</c> to
/// <c>Tensor.End</c> − 1.</param>
/// <param name="Values">Differences, same order.</param>
public sealed record SparseTensor(TensorSpec Tensor, int[] Indices, float[] Values);
