using TaskGrid.Training.Data;

namespace TaskGrid.Training.Tests.Data;

public sealed class InputReaderTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("in.tsv", "sentence\tlabel\none\tx\ntwo\t\n")]
    [InlineData("in.tsv", "whatever\none\ntwo\n")]
    [InlineData("in.csv", "id,text\n1,one\n2,\"two\"\n")]
    [InlineData("in.jsonl", "{\"text\":\"one\"}\n{\"text\":\"two\",\"label\":null}")]
    [InlineData("in.jsonl", "{\"messages\":[{\"role\":\"user\",\"content\":\"one\"}]}\n{\"messages\":[{\"role\":\"user\",\"content\":\"two\"},{\"role\":\"assistant\",\"content\":\"x\"}]}")]
    [InlineData("in.txt", "one\r\ntwo\r\n\r\n\n")]
    [InlineData("in", "one\ntwo")]
    [InlineData("in", "\n \n {\"sentence\":\"one\"}\n{\"sentence\":\"two\"}")]
    public void ReadFile_SingleTexts_GivesInputs(string name, string content)
    {
        var inputs = InputReader.ReadFile(_folder.Write(name, content), new DataColumns(), pairs: false);

        Assert.Equal([new TextInput("one"), new TextInput("two")], inputs);
    }

    [Theory]
    [InlineData("in.tsv", "a\tb\tlabel\none\ttwo\tx\n")]
    [InlineData("in.jsonl", "{\"question\":\"one\",\"passage\":\"two\"}")]
    [InlineData("in.txt", "one\ttwo\n")]
    public void ReadFile_Pairs_GivesInputs(string name, string content)
    {
        var inputs = InputReader.ReadFile(_folder.Write(name, content), new DataColumns(), pairs: true);

        Assert.Equal([new TextInput("one", "two")], inputs);
    }

    [Theory]
    [InlineData("in.tsv", "a lovely film\nan ugly film\n", false)]
    [InlineData("in.csv", "it rains today,the sun shines\nit rains,it pours\n", true)]
    public void ReadFile_WithoutHeader_LosesNoText(string name, string content, bool pairs)
    {
        var error = Assert.Throws<TaskGridException>(
            () => InputReader.ReadFile(_folder.Write(name, content), new DataColumns(), pairs).Count());

        Assert.Equal(ErrorCodes.ColumnNotFound, error.Code);
        Assert.Contains("has no header", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("in.txt", false, "one\n\ntwo", "in.txt line 2: the line is empty.")]
    [InlineData("in.txt", true, "one\ttwo\nthree", "in.txt line 2: 1 texts with tabs between them, but the task takes 2.")]
    [InlineData("in.tsv", false, "text\nfine\n \nfine", "in.tsv line 3: the text is empty.")]
    [InlineData("in.tsv", false, "text\nfine\n\nfine\n\n", "in.tsv line 3: the text is empty.")]
    [InlineData("in.csv", false, "text\r\n\"fine\nline\"\r\n\r\nfine\r\n", "in.csv line 4: the text is empty.")]
    [InlineData("in.csv", false, "text,x\nfine,\n\"fine", "in.csv line 3: a quote is not closed before the end of the file.")]
    public void ReadFile_BadRow_EndsThereWithItsLine(string name, bool pairs, string content, string message)
    {
        using var inputs = InputReader.ReadFile(_folder.Write(name, content), new DataColumns(), pairs).GetEnumerator();

        Assert.True(inputs.MoveNext());
        var error = Assert.Throws<TaskGridException>(() => inputs.MoveNext());
        Assert.Equal(message, error.Message);
    }

    [Theory]
    [InlineData("in.json", "one\ntwo\n", ErrorCodes.InvalidArgument, "'.json'")]
    [InlineData("in.JSON", "{\"text\":\"one\"}", ErrorCodes.InvalidArgument, "'.JSON'")]
    [InlineData("in", "[{\"text\":\"one\"}]", ErrorCodes.DataInvalid, "in begins as a JSON array")]
    [InlineData("in.txt", "\n [\n  {\n", ErrorCodes.DataInvalid, "in.txt begins as a JSON array")]
    [InlineData("in.txt", "[ \"one\", \"two\"]", ErrorCodes.DataInvalid, "in.txt begins as a JSON array")]
    public void ReadFile_JsonThatIsNoRows_IsRefused(string name, string content, string code, string part)
    {
        var error = Assert.Throws<TaskGridException>(
            () => InputReader.ReadFile(_folder.Write(name, content), new DataColumns(), pairs: false).Count());

        Assert.Equal(code, error.Code);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadFile_TextInBrackets_IsText()
    {
        var inputs = InputReader.ReadFile(_folder.Write("in.txt", "[MASK] film\n[1] a\n"), new DataColumns(), pairs: false);

        Assert.Equal([new TextInput("[MASK] film"), new TextInput("[1] a")], inputs);
    }

    [Fact]
    public void ReadStream_MoreToCome_GivesTheRowsThatAreThere()
    {
        using var stream = new OneReadStream("one\ntwo\nhalf a li"u8.ToArray());

        var inputs = InputReader.ReadStream(stream, "standard input", null, new DataColumns(), pairs: false).Take(2);

        Assert.Equal(["one", "two"], inputs.Select(input => input.Text));
    }

    [Fact]
    public void ReadFile_NothingAskedFor_OpensNothing()
    {
        var inputs = InputReader.ReadFile(Path.Combine(_folder.FullName, "none.txt"), new DataColumns(), pairs: false);

        Assert.Throws<TaskGridException>(() => inputs.First());
    }

    /// <summary>Gives its bytes once and fails when asked for more, as a terminal would wait.</summary>
    private sealed class OneReadStream(byte[] content) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            Position == 0 ? base.Read(buffer, offset, count) : throw new IOException("read too far");
    }
}
