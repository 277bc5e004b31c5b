namespace TaskGrid;

/// <summary>Which part of a list is wanted.</summary>
/// <param name="After">The id of the last item seen; null: from the beginning.</param>
/// <param name="Limit">At most so many, 1 to 1,000.</param>
public sealed record PageRequest(string? After = null, int Limit = 20)
{
    /// <summary>The largest <see cref="Limit"/>.</summary>
    public const int MaxLimit = 1000;
}
