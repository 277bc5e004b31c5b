using System.Text;
using TaskGrid.Training.Data;
using TaskGrid.Training.Data.Reading;

namespace TaskGrid.Training.Tests.Data;

public sealed class UnreadableFileTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("train.tsv")]
    [InlineData("train.csv")]
    [InlineData("train.jsonl")]
    public void Load_NotUtf8_NamesLineAndOffset(string name)
    {
        byte[] content = [.. "a,b\tlabel\r\nfine\tx\r\ncaf"u8, 0xE9, .. "\ty\r\n"u8];
        var path = _folder.Write(name, name.EndsWith("jsonl", StringComparison.Ordinal)
            ? [.. "{\"text\":\"caf\",\n\n{\"text\":\"c"u8, 0xE9, .. "\"}"u8]
            : content);
        var offset = Array.IndexOf(File.ReadAllBytes(path), (byte)0xE9);

        var error = LoadFails(path);

        Assert.Equal(ErrorCodes.DataInvalid, error.Code);
        Assert.StartsWith(
            $"{name} is not UTF-8 (line 3, byte 0xE9 at offset {offset})", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MoreRowsThanAreRead_NamesTheLimit()
    {
        var path = _folder.Write("train.tsv", "text\tlabel\n" + string.Concat(Enumerable.Repeat("a\tb\n", 1001)));
        Assert.Equal(1001, Load(1001).Rows.Count);
        var error = Assert.Throws<TaskGridException>(() => Load(1000));
        Assert.Equal(ErrorCodes.TooLarge, error.Code);
        Assert.Contains("train.tsv has more than 1,000 rows", error.Message, StringComparison.Ordinal);

        RowTable Load(int maxRows) =>
            RowTable.Load(path, new DataColumns(), null, new RowProblems(), maxRows, CancellationToken.None);
    }

    [Theory]
    [InlineData("train.tsv")]
    [InlineData("train.csv")]
    [InlineData("train.jsonl")]
    public void Load_Utf16_IsNamedAsSuch(string name)
    {
        var path = _folder.Write(name, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("text\tlabel\na\tb\n")]);

        Assert.Contains("UTF-16", LoadFails(path).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_TextOfSeveralReads_KeepsLineNumbersAndOffsets()
    {
        var rows = string.Concat(Enumerable.Range(0, 20_000).Select(row => $"text number {row} é\t{row % 2}\n"));
        byte[] content = [.. Encoding.UTF8.GetBytes("text\tlabel\n" + rows), .. "bad"u8, 0xFF];
        var path = _folder.Write("train.tsv", content);

        Assert.Contains(
            $"line 20002, byte 0xFF at offset {content.Length - 1}", LoadFails(path).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train.tsv", "text\tlabel\n{0}\ta\nfine\n")]
    [InlineData("train.jsonl", "{{\"text\":\"{0}\"}}\n[]\n")]
    public void Load_HugeLine_IsReportedAndPassedOver(string name, string format)
    {
        var path = _folder.Write(name, string.Format(null, format, new string('x', 3 << 20)));

        var details = LoadFails(path).Details;

        Assert.Equal(2, details.Count);
        Assert.EndsWith(": the line is longer than 1 MiB", details[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text,label\nfine,a\n\"never closed,b\nfine,a\n", "line 3: a quote is not closed")]
    [InlineData("text,label\n\"two\nlines\",a\n\"x\"y,b\n", "line 4: text after a closing quote")]
    [InlineData("text,label\nsay \"x\",b\n", "line 2: a quote inside a field that is not quoted")]
    [InlineData("text,label\n\"two\nlines\",a\nx,b,c\n", "line 4: 3 fields, but the header has 2")]
    public void Load_BrokenCsv_NamesTheLine(string content, string problem)
    {
        var error = LoadFails(_folder.Write("train.csv", content));

        Assert.StartsWith("train.csv " + problem, Assert.Single(error.Details), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_CsvQuoteOpenOverAMegabyte_EndsWithBoundedMemory()
    {
        var path = _folder.Write("train.csv", "text,label\nfine,a\n\"" + new string('x', 5 << 20));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = LoadFails(path);

        Assert.Contains("line 3: the record is longer than 1 MiB", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
    }

    [Fact]
    public void Load_NoSuchFile_SaysWhereItLooked()
    {
        var error = LoadFails(Path.Combine(_folder.FullName, "none.tsv"));

        Assert.Equal(ErrorCodes.FileNotFound, error.Code);
        Assert.Contains(_folder.FullName, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoSuchDevFile_IsFoundBeforeTrainIsRead()
    {
        var train = _folder.Write("train.tsv", "broken");

        var error = Assert.Throws<TaskGridException>(
            () => TaskData.Load(train, train + ".tsv", new DataColumns(), null, 0));

        Assert.Equal(ErrorCodes.FileNotFound, error.Code);
    }

    [Fact]
    public void Load_Directory_IsRefused()
    {
        var path = Directory.CreateDirectory(Path.Combine(_folder.FullName, "train.tsv")).FullName;

        var error = LoadFails(path);

        Assert.Equal(ErrorCodes.FileNotFound, error.Code);
        Assert.Contains("is a directory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FileThatFailsWhileRead_IsAnExpectedError()
    {
        // Opens, but its first bytes cannot be read, by root either.
        var path = Path.Combine(_folder.FullName, "train.tsv");
        File.CreateSymbolicLink(path, "/proc/self/mem");

        var error = LoadFails(path);

        Assert.Equal(ErrorCodes.FileNotFound, error.Code);
        Assert.Contains("cannot be read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_UnknownExtension_NamesTheKnownOnes()
    {
        var error = LoadFails(_folder.Write("train.xlsx", "x"));

        Assert.Equal(ErrorCodes.InvalidArgument, error.Code);
        Assert.Contains(".jsonl", error.Message, StringComparison.Ordinal);
    }

    private static TaskGridException LoadFails(string path) =>
        Assert.Throws<TaskGridException>(() => TaskData.Load(path, null, new DataColumns(), null, 0));
}
