using TaskGrid.Benchmarks.Quality.Runs;

namespace TaskGrid.Benchmarks.Tests.Quality;

public sealed class FileDigestsTests : IDisposable
{
    private static readonly FileDigest Recorded = new() { File = "mr/dev.tsv", Rows = 7, Sha256 = "0e2f" };

    private readonly string _folder = Directory.CreateTempSubdirectory("taskgrid-digests-").FullName;

    private string Dev => Path.Combine(_folder, "mr", "dev.tsv");

    [Fact]
    public void Of_FileThatIsThere_CountsRowsAndHashesBytes()
    {
        Write("sentence\tlabel\nfine\t1\n");

        var digest = Digests(Recorded).Of(Dev);

        // printf 'sentence\tlabel\nfine\t1\n' | sha256sum
        Assert.Equal("2806fe48afef77b95d230c14c4032601f37281fd9687579337c2ca6b072b1f09", digest.Sha256);
        Assert.Equal(("mr/dev.tsv", 1), (digest.File, digest.Rows));
    }

    [Fact]
    public void Of_FileThatIsNotThere_IsAsItWasRecorded() => Assert.Equal(Recorded, Digests(Recorded).Of(Dev));

    [Fact]
    public void Of_FileOfWhichNothingIsKnown_SaysSo()
    {
        var problem = Assert.Throws<TaskGridException>(() => Digests().Of(Dev));

        Assert.Equal(ErrorCodes.FileNotFound, problem.Code);
        Assert.Contains(Dev, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Known_FileThatWasRead_TakesThePlaceOfWhatWasRecorded()
    {
        var other = Recorded with { File = "mr/test.tsv" };
        Write("sentence\tlabel\nfine\t1\n");
        var digests = Digests(other, Recorded);

        var read = digests.Of(Dev);

        Assert.Equal([read, other], digests.Known);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Dev)!);
        File.WriteAllText(Dev, text);
    }

    private FileDigests Digests(params FileDigest[] recorded) => new(new TaskFiles(_folder, _folder), recorded);
}
