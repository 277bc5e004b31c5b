namespace TaskGrid.Node;

/// <summary>Parts of lists of ids.</summary>
internal static class Paging
{
    /// <summary>The ids of one page.</summary>
    /// <param name="ids">All ids, in the order of the list.</param>
    /// <param name="page">Which part.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public static ListPage<string> Of(IReadOnlyList<string> ids, PageRequest page)
    {
        var rest = After(ids, page);
        var items = rest.Take(page.Limit).ToArray();
        return new ListPage<string>(items, rest.Count > items.Length);
    }

    /// <summary>All ids from where a page begins.</summary>
    /// <param name="ids">All ids, in the order of the list.</param>
    /// <param name="page">Which part.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public static IReadOnlyList<string> After(IReadOnlyList<string> ids, PageRequest page)
    {
        if (page.Limit is < 1 or > PageRequest.MaxLimit)
            throw new TaskGridException(
                ErrorCodes.InvalidArgument, $"The limit {page.Limit} is not between 1 and {PageRequest.MaxLimit}.");
        return page.After is null ? ids : [.. ids.SkipWhile(id => id != page.After).Skip(1)];
    }
}
