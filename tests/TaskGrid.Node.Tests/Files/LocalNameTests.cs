namespace TaskGrid.Node.Tests.Files;

public sealed class LocalNameTests
{
    [Theory]
    [InlineData("rows.tsv", "rows.tsv")]
    [InlineData("My rows.v2.TSV", "My rows.v2.tsv")]
    [InlineData("отзывы.csv", "отзывы.csv")]
    [InlineData("../../etc/x.tsv", "x.tsv")]
    [InlineData("/", "rows")]
    [InlineData("..", "rows")]
    [InlineData("..tsv", "rows.tsv")]
    [InlineData("a\\b.tsv", "rows.tsv")]
    [InlineData("a.t\0v", "a")]
    [InlineData("a\nb.jsonl", "rows.jsonl")]
    public void Of_AnyName_IsSafeAsOneOfAFile(string name, string expected) => Assert.Equal(expected, LocalName.Of(name));

    [Fact]
    public void Of_ALongName_IsShort() => Assert.Equal("rows.tsv", LocalName.Of(new string('a', 250) + ".tsv"));

    [Fact]
    public void Of_ANameOfManyBytes_IsShort() => Assert.Equal("rows.tsv", LocalName.Of(new string('語', 90) + ".tsv"));

    [Fact]
    public void LocalFolder_ByDefault_IsTheUsersOwn() =>
        Assert.EndsWith($"-{Environment.UserName}", new EmbeddedGridOptions().LocalFolder, StringComparison.Ordinal);
}
