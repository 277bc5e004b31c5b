using System.Text;
using TaskGrid.Cli.Tasks;

namespace TaskGrid.Cli.Tests.Tasks;

public sealed class StandardInputTests
{
    [Fact]
    public void Read_Lines_GivesOneInputEach()
    {
        var inputs = StandardInput.Read(Stream("one\r\nfirst\tsecond\n\nüber"));

        Assert.Equal(
            [new TextInput("one"), new TextInput("first", "second"), new TextInput(""), new TextInput("über")], inputs);
    }

    [Fact]
    public void Read_TwoTabs_NamesTheLine()
    {
        var exception = Assert.Throws<TaskGridException>(() => StandardInput.Read(Stream("a\nb\tc\td\n")).ToList());

        Assert.Equal(ErrorCodes.DataInvalid, exception.Code);
        Assert.Contains("Line 2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NotUtf8_IsRefused()
    {
        var exception = Assert.Throws<TaskGridException>(
            () => StandardInput.Read(new MemoryStream([(byte)'a', 0xff, (byte)'\n'])).ToList());

        Assert.Equal(ErrorCodes.DataInvalid, exception.Code);
        Assert.Contains("UTF-8", exception.Message, StringComparison.Ordinal);
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
