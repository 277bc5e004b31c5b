namespace TaskGrid.Node;

/// <summary>Parts of lists of ids.</summary>
internal static class Paging
{
    /// <summary>The ids of one page.</summary>
    /// <param name="ids">All ids, in the order of the list.</param>
    /// <param name="page">Which part.</param>
    /// <param name="isNewestFirst">Whether the order is that of keys, turned round.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public static ListPage<string> Of(IReadOnlyList<string> ids, PageRequest page, bool isNewestFirst = false)
    {
        var rest = After(ids, page, isNewestFirst);
        var items = rest.Take(page.Limit).ToArray();
        return new ListPage<string>(items, rest.Count > items.Length);
    }

    /// <summary>All ids from where a page begins.</summary>
    /// <param name="ids">All ids, in the order of the list.</param>
    /// <param name="page">Which part.</param>
    /// <param name="isNewestFirst">Whether the order is that of keys, turned round.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public static IReadOnlyList<string> After(IReadOnlyList<string> ids, PageRequest page, bool isNewestFirst = false)
    {
        if (page.Limit is < 1 or > PageRequest.MaxLimit)
            throw new TaskGridException(
                ErrorCodes.InvalidArgument, $"The limit {page.Limit} is not between 1 and {PageRequest.MaxLimit}.");
        if (page.After is not { } after) return ids;
        // By its place, not by itself: what the last page ended with may be gone meanwhile.
        return [.. ids.Where(id => isNewestFirst ? Compare(id, after) < 0 : Compare(id, after) > 0)];
    }

    // As keys are listed: with what follows the id.
    private static int Compare(string one, string other) =>
        string.CompareOrdinal(GridKeys.WithExtension(one), GridKeys.WithExtension(other));
}
