namespace TaskGrid.Node.Tests.Documents;

public sealed class PagingTests
{
    // As a store lists "a.json" and "a-b.json".
    private static readonly string[] Names = ["a-b", "a", "b", "c"];

    [Theory]
    [InlineData(null, "a-b a", true)]
    [InlineData("a-b", "a b", true)]
    [InlineData("a", "b c", false)]
    [InlineData("c", "", false)]
    [InlineData("bb", "c", false)]
    public Task Read_NamesInOrder_GoesOnBehindTheCursor(string? after, string items, bool hasMore) =>
        AssertPageAsync(Names, after, items, hasMore);

    // What a page ended with is removed before the next one is asked for, as by a client that empties a list.
    [Theory]
    [InlineData("d", "c b", true)]
    [InlineData("bb", "b a", true)]
    [InlineData("a-a", "", false)]
    public Task Read_TheNewestFirst_GoesOnBehindACursorThatIsGone(string after, string items, bool hasMore) =>
        AssertPageAsync([.. Names.Reverse()], after, items, hasMore, isNewestFirst: true);

    [Fact]
    public Task Read_OneThatIsLeft_IsNotPassedOver() => AssertPageAsync(["a"], "b", "a", false, isNewestFirst: true);

    [Theory]
    [InlineData("!a b !c d e", "b d", true)]
    [InlineData("a !b !c d", "a d", false)]
    [InlineData("a b !c", "a b", false)]
    [InlineData("!a", "", false)]
    public Task Read_DamagedOnes_LeavesThemOutAndFillsThePage(string ids, string items, bool hasMore) =>
        AssertPageAsync(ids.Split(' '), null, items, hasMore);

    [Theory]
    [InlineData(null, 3)]
    [InlineData("a", 5)]
    public async Task Read_APageOfMany_ListsNoFurtherThanOneBehindIt(string? after, int listed)
    {
        var count = 0;

        await Paging.ReadAsync(Names.Concat(["d", "e"]).ToAsyncEnumerable().Where(_ => ++count > 0), new PageRequest(after, 2), ReadAsync);

        Assert.Equal(listed, count);
    }

    private static async Task AssertPageAsync(
        string[] ids, string? after, string items, bool hasMore, bool isNewestFirst = false)
    {
        var page = await Paging.ReadAsync(ids.ToAsyncEnumerable(), new PageRequest(after, 2), ReadAsync, isNewestFirst);
        Assert.Equal(items, string.Join(' ', page.Items));
        Assert.Equal(hasMore, page.HasMore);
    }

    private static Task<string?> ReadAsync(string id) => id.StartsWith('!')
        ? throw new TaskGridException(ErrorCodes.StoreInvalid, id)
        : Task.FromResult<string?>(id);
}
