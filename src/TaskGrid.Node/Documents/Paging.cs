namespace TaskGrid.Node;

/// <summary>Pages of lists.</summary>
internal static class Paging
{
    /// <summary>One page of what has these ids. What is not there any more, or damaged, is left out: whoever asks for it is told.
    /// </summary>
    /// <param name="ids">All ids, in the order of the list; they are read until the page is full.</param>
    /// <param name="page">Which part.</param>
    /// <param name="read">Reads one; null: it does not belong to the list.</param>
    /// <param name="isNewestFirst">Whether the order is that of keys, turned round.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public static async Task<ListPage<T>> ReadAsync<T>(
        IAsyncEnumerable<string> ids, PageRequest page, Func<string, Task<T?>> read, bool isNewestFirst = false)
        where T : class
    {
        if (page.Limit is < 1 or > PageRequest.MaxLimit)
            throw new TaskGridException(
                ErrorCodes.InvalidArgument, $"The limit {page.Limit} is not between 1 and {PageRequest.MaxLimit}.");
        var items = new List<T>();
        await foreach (var id in ids)
        {
            if (!IsBehind(id, page.After, isNewestFirst)) continue;
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

    // By its place, not by itself: what the last page ended with may be gone meanwhile.
    private static bool IsBehind(string id, string? cursor, bool isNewestFirst) =>
        cursor is null || (isNewestFirst ? Compare(id, cursor) < 0 : Compare(id, cursor) > 0);

    // As keys are listed: with what follows the id.
    private static int Compare(string one, string other) =>
        string.CompareOrdinal(GridKeys.WithExtension(one), GridKeys.WithExtension(other));
}
