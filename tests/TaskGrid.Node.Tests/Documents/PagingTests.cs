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
    public void Of_NamesInOrder_GoesOnBehindTheCursor(string? after, string items, bool hasMore) =>
        AssertPage(Paging.Of(Names, new PageRequest(after, 2)), items, hasMore);

    // What a page ended with is removed before the next one is asked for, as by a client that empties a list.
    [Theory]
    [InlineData("d", "c b", true)]
    [InlineData("bb", "b a", true)]
    [InlineData("a-a", "", false)]
    public void Of_TheNewestFirst_GoesOnBehindACursorThatIsGone(string after, string items, bool hasMore) =>
        AssertPage(Paging.Of([.. Names.Reverse()], new PageRequest(after, 2), isNewestFirst: true), items, hasMore);

    [Fact]
    public void Of_OneThatIsLeft_IsNotPassedOver() =>
        AssertPage(Paging.Of(["a"], new PageRequest("b", 2), isNewestFirst: true), "a", false);

    private static void AssertPage(ListPage<string> page, string items, bool hasMore)
    {
        Assert.Equal(items, string.Join(' ', page.Items));
        Assert.Equal(hasMore, page.HasMore);
    }
}
