namespace TaskGrid.Diffs;

/// <summary>How a diff's entries, in the order of their flat indices, fall into the tensors of a layout.</summary>
internal sealed class EntryCounts
{
    private readonly int[] _starts;

    private EntryCounts(int[] starts) => _starts = starts;

    /// <summary>k, the entries of all tensors.</summary>
    public int Total => _starts[^1];

    /// <summary>Number of tensors.</summary>
    public int Tensors => _starts.Length - 1;

    /// <summary>Entries of one tensor.</summary>
    public int this[int tensor] => _starts[tensor + 1] - _starts[tensor];

    /// <summary>Entries of all tensors before one.</summary>
    public int Before(int tensor) => _starts[tensor];

    /// <summary>The entries of one tensor in an array of all.</summary>
    public Range Range(int tensor) => _starts[tensor].._starts[tensor + 1];

    /// <summary>Counts indices.</summary>
    /// <param name="layout">The base's layout.</param>
    /// <param name="indices">Flat indices [k], strictly increasing.</param>
    public static EntryCounts Of(ParameterLayout layout, ReadOnlySpan<int> indices)
    {
        var starts = new int[layout.Tensors.Length + 1];
        for (var t = 0; t < layout.Tensors.Length; t++)
        {
            var rest = indices[starts[t]..].BinarySearch(layout.Tensors[t].End);
            starts[t + 1] = starts[t] + (rest < 0 ? ~rest : rest);
        }

        return new EntryCounts(starts);
    }

    /// <summary>Adds up counts whose sum is known to be below 2³¹.</summary>
    public static EntryCounts Of(ReadOnlySpan<int> counts)
    {
        var starts = new int[counts.Length + 1];
        for (var t = 0; t < counts.Length; t++) starts[t + 1] = checked(starts[t] + counts[t]);
        return new EntryCounts(starts);
    }
}
