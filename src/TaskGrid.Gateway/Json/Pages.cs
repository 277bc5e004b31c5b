namespace TaskGrid.Gateway;

/// <summary>Parts of lists.</summary>
internal static class Pages
{
    private const int DefaultLimit = 20;

    /// <summary>The part that a client asks for.</summary>
    /// <exception cref="ApiException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public static PageRequest Of(
        string? after, int? limit, int defaultLimit = DefaultLimit, int maxLimit = PageRequest.MaxLimit)
    {
        var wanted = limit ?? defaultLimit;
        if (wanted < 1 || wanted > maxLimit)
            throw ApiException.Invalid($"The limit {wanted} is not between 1 and {maxLimit}.", "limit");
        return new PageRequest(string.IsNullOrEmpty(after) ? null : after, wanted);
    }

    /// <summary>A whole list, page by page.</summary>
    /// <param name="read">Reads a page.</param>
    /// <param name="idOf">An item's id.</param>
    public static async IAsyncEnumerable<T> AllAsync<T>(Func<PageRequest, Task<ListPage<T>>> read, Func<T, string> idOf)
    {
        var page = new PageRequest(null, PageRequest.MaxLimit);
        while (true)
        {
            var part = await read(page);
            foreach (var item in part.Items) yield return item;
            if (!part.HasMore || part.Items.Count == 0) yield break;
            page = page with { After = idOf(part.Items[^1]) };
        }
    }

    /// <summary>A page of what is wanted of a list. It has as many items as asked for while the list has them: clients take a
    /// shorter one for the last.</summary>
    public static async Task<ListPage<T>> OfAsync<T>(
        PageRequest page, Func<PageRequest, Task<ListPage<T>>> read, Func<T, string> idOf, Func<T, bool> isWanted)
    {
        var found = new List<T>();
        while (true)
        {
            var part = await read(page with { Limit = Math.Min(page.Limit, PageRequest.MaxLimit) });
            foreach (var item in part.Items.Where(isWanted))
            {
                if (found.Count == page.Limit) return new ListPage<T>(found, true);
                found.Add(item);
            }

            if (!part.HasMore || part.Items.Count == 0) return new ListPage<T>(found, false);
            page = page with { After = idOf(part.Items[^1]) };
        }
    }
}
