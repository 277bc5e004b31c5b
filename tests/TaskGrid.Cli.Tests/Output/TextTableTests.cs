using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Tests.Output;

public sealed class TextTableTests
{
    [Fact]
    public void Write_WordsAndNumbers_AlignsWordsLeftAndNumbersRight()
    {
        var table = new TextTable("name", "count", "share");
        table.Add("a-long-name", "7", "0.5 %");
        table.Add("b", "1,234", "12.5 %");
        using var writer = new StringWriter { NewLine = "\n" };

        table.Write(writer);

        Assert.Equal(
            """
            name         count   share
            a-long-name      7   0.5 %
            b            1,234  12.5 %

            """,
            writer.ToString());
    }
}
