namespace TaskGrid.Diffs;

/// <summary>How many entries of a diff fall into one tensor.</summary>
/// <param name="Tensor">Name, shape and place in the base.</param>
/// <param name="Entries">Entries of the diff in it.</param>
public sealed record DiffTensorInfo(TensorSpec Tensor, int Entries)
{
    /// <summary>Share of the tensor's parameters that the diff changes.</summary>
    public double Density => (double)Entries / Tensor.Count;
}
