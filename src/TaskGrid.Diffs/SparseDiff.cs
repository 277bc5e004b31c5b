namespace TaskGrid.Diffs;

/// <summary>
/// A task's difference δ of the base: θ_task = θ_pre + δ. Entry j adds <c>Values[j]</c> to the parameter at flat index
/// <c>Indices[j]</c>; all other parameters are the base's.
/// </summary>
public sealed class SparseDiff
{
    /// <summary>Makes a diff over a layout.</summary>
    /// <param name="layout">The base model's layout.</param>
    /// <param name="indices">Flat indices [k], strictly increasing, within the layout.</param>
    /// <param name="values">Finite differences [k], same order.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>: lengths differ, an index is out of
    /// range or out of order, or a value is not finite.</exception>
    public SparseDiff(ParameterLayout layout, int[] indices, float[] values)
    {
        if (indices.Length != values.Length)
            throw Invalid($"{indices.Length} indices but {values.Length} values");
        var previous = -1;
        for (var j = 0; j < indices.Length; j++)
        {
            if (indices[j] <= previous || indices[j] >= layout.Count)
                throw Invalid($"entry {j} has index {indices[j]} after {previous}, of {layout.Count} parameters");
            if (!float.IsFinite(values[j])) throw Invalid($"entry {j} is {values[j]}");
            previous = indices[j];
        }

        (Layout, Indices, Values) = (layout, indices, values);
    }

    /// <summary>The base model's layout.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>Flat indices [k], strictly increasing.</summary>
    public int[] Indices { get; }

    /// <summary>Differences [k], same order as <see cref="Indices"/>.</summary>
    public float[] Values { get; }

    /// <summary>k, the number of entries.</summary>
    public int Count => Indices.Length;

    /// <summary>k ÷ d: the share of all base parameters that the diff changes.</summary>
    public double Density => (double)Count / Layout.Count;

    private static TaskGridException Invalid(string problem) =>
        new(ErrorCodes.DiffInvalid, $"The diff is not valid: {problem}.");
}
