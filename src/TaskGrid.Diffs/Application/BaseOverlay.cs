namespace TaskGrid.Diffs;

/// <summary>
/// Lays one diff over a base's parameters and takes it off again, bit for bit: the base's values are kept aside and
/// written back, never computed back. Not for use from several threads at once.
/// </summary>
public sealed class BaseOverlay
{
    private readonly SparseDiff _diff;
    private readonly float[] _baseValues;

    /// <summary>Makes an overlay that is not applied yet.</summary>
    public BaseOverlay(SparseDiff diff) => (_diff, _baseValues) = (diff, new float[diff.Count]);

    /// <summary>Whether the parameters hold θ_pre + δ now.</summary>
    public bool IsApplied { get; private set; }

    /// <summary>Makes the parameters θ_pre + δ at the diff's indices. When it fails, they are as before.</summary>
    /// <param name="parameters">The base's parameters [d].</param>
    /// <exception cref="InvalidOperationException">It is applied already.</exception>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffBaseMismatch"/>: there are not d parameters.
    /// <see cref="ErrorCodes.DiffInvalid"/>: a sum is not finite.</exception>
    public void Apply(Span<float> parameters)
    {
        if (IsApplied) throw new InvalidOperationException("The diff is applied already.");
        CheckLength(parameters.Length);
        var (indices, values) = (_diff.Indices, _diff.Values);
        for (var j = 0; j < indices.Length; j++)
        {
            _baseValues[j] = parameters[indices[j]];
            var sum = _baseValues[j] + values[j];
            if (!float.IsFinite(sum))
                throw DiffErrors.Invalid($"parameter {indices[j]} would become {_baseValues[j]} + {values[j]} = {sum}");
        }

        for (var j = 0; j < indices.Length; j++) parameters[indices[j]] = _baseValues[j] + values[j];
        IsApplied = true;
    }

    /// <summary>Writes the base's values back.</summary>
    /// <param name="parameters">The parameters [d] that the diff was applied to.</param>
    /// <exception cref="InvalidOperationException">It is not applied.</exception>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffBaseMismatch"/>: there are not d parameters.
    /// </exception>
    public void Restore(Span<float> parameters)
    {
        if (!IsApplied) throw new InvalidOperationException("The diff is not applied.");
        CheckLength(parameters.Length);
        var indices = _diff.Indices;
        for (var j = 0; j < indices.Length; j++) parameters[indices[j]] = _baseValues[j];
        IsApplied = false;
    }

    private void CheckLength(int length)
    {
        if (length == _diff.Layout.Count) return;
        throw new TaskGridException(
            ErrorCodes.DiffBaseMismatch,
            $"The diff belongs to a base of {_diff.Layout.Count} parameters, not to one of {length}. " +
            "Import the base that it was trained on.");
    }
}
