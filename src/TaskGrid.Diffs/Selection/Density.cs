namespace TaskGrid.Diffs;

/// <summary>The share of a base's parameters that a diff may change.</summary>
public static class Density
{
    /// <summary>
    /// ⌊density · d⌋, the exact number of entries. The density is taken as the decimal number that people write, so
    /// that 0.005 of 1,000 is 5, and 0.29 of 100 is 29, which it is not in binary floating point.
    /// </summary>
    /// <param name="density">Above 0 and at most 1.</param>
    /// <param name="parameters">d, the number of parameters.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: the density is out of range.
    /// </exception>
    public static int Entries(double density, int parameters)
    {
        if (density is > 0 and <= 1) return (int)decimal.Floor((decimal)density * parameters);
        throw new TaskGridException(
            ErrorCodes.InvalidArgument,
            $"The density {density} is out of range. Choose a share above 0 and at most 1, e.g. 0.005.");
    }
}
