namespace TaskGrid.Node;

/// <summary>Pages of lists.</summary>
internal static class Paging
{
    /// <summary>One page of what has these ids. What is not there any more, or damaged, is left out: whoever asks for it is told.
    /// </summary>
    /// <param name="ids">All ids, in the order of the list.</param>
    /// <param name="page">Which part.</param>
    /// <param name="read">Reads one; null: it does not belong to the list.</param>
    /// <param name="isNewestFirst">Whether the order is that of keys, turned round.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public static async Task<ListPage<T>> ReadAsync<T>(
        IReadOnlyList<string> ids, PageRequest page, Func<string, Task<T?>> read, bool isNewestFirst = false)
        where T : class
    {
        var items = new List<T>();
        foreach (var id in After(ids, page, isNewestFirst))
        {
            try
            {
                if (await read(id) is not { } item) continue;
                if (items.Count == page.Limit) return new ListPage<T>(items, true);
                items.Add(item);
            }
            catch (TaskGridException exception) when (exception.Code == ErrorCodes.StoreInvalid)
            {
                // Left out.
            }
        }

        return new ListPage<T>(items, false);
    }

    private static IReadOnlyList<string> After(IReadOnlyList<string> ids, PageRequest page, bool isNewestFirst)
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
