namespace TaskGrid.Diffs;

/// <summary>The names of <see cref="ValueFormat"/> that people type and read.</summary>
public static class ValueFormatNames
{
    /// <summary>All names in the enumeration's order: <c>fp32</c>, <c>fp16</c>, <c>bf16</c>, <c>int8</c>.</summary>
    public static IReadOnlyList<string> All { get; } = ["fp32", "fp16", "bf16", "int8"];

    /// <summary>The name of a format.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the enumeration.</exception>
    public static string Name(this ValueFormat format) => All[(int)format];

    /// <summary>The format of a name.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: there is no such name.</exception>
    public static ValueFormat Parse(string name)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i] == name) return (ValueFormat)i;
        }

        throw new TaskGridException(
            ErrorCodes.InvalidArgument, $"'{name}' is not a value format. Choose one of {string.Join(", ", All)}.");
    }
}
