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
        if (page.Limit is < 1 or > PageRequest.MaxLimit)
            throw new TaskGridException(
                ErrorCodes.InvalidArgument, $"The limit {page.Limit} is not between 1 and {PageRequest.MaxLimit}.");
        var start = 0;
        if (page.After is not null)
        {
            while (start < ids.Count && ids[start] != page.After) start++;
            start++;
        }

        var items = ids.Skip(start).Take(page.Limit).ToArray();
        return new ListPage<string>(items, start + items.Length < ids.Count);
    }
}
