using TaskGrid.Storage.Tests.Suite;

namespace TaskGrid.Storage.Tests.Files;

public sealed class FileBlobStoreProcessTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Write_SeveralProcessesIncrementACounter_NoneIsLost()
    {
        const int processes = 3, times = 100;
        WriterProcess[] writers =
        [
            .. Enumerable.Range(0, processes)
                .Select(_ => new WriterProcess("increment", _folder.Path, "n", $"{times}")),
        ];
        try
        {
            var store = new FileBlobStore(_folder.Path);
            foreach (var writer in writers) Assert.Equal("ready", await writer.ReadLineAsync());
            foreach (var writer in writers) writer.WriteLine();
            for (var i = 0; i < times; i++) await Counter.IncrementAsync(store, "n");
            foreach (var writer in writers) Assert.Equal(0, await writer.WaitAsync());
            Assert.Equal((processes + 1) * times, await Counter.ReadAsync(store, "n"));
        }
        finally
        {
            foreach (var writer in writers) writer.Dispose();
        }
    }

    [Theory]
    [InlineData(2_000)]
    [InlineData(3_000_000)]
    public async Task Write_KilledInTheMiddle_OldContentStaysAndTheNextWriterCleansUp(int bytes)
    {
        var store = new FileBlobStore(_folder.Path);
        await store.WriteBytesAsync("k", [1], BlobCondition.None);
        using (var writer = new WriterProcess("stall", _folder.Path, "k", $"{bytes}"))
        {
            Assert.Equal("stalled", await writer.ReadLineAsync());
            Assert.NotEmpty(Leftovers());

            // It is at work: another process leaves its file alone.
            await new FileBlobStore(_folder.Path).WriteBytesAsync("other", [1], BlobCondition.None);
            Assert.NotEmpty(Leftovers());
            writer.Kill();
        }

        Assert.NotEmpty(Leftovers());
        Assert.Equal([1], (await store.ReadBytesAsync("k", 1))!.Bytes);
        await new FileBlobStore(_folder.Path).WriteBytesAsync("other", [2], BlobCondition.None);
        Assert.Empty(Leftovers());
    }

    [Fact]
    public async Task Write_KilledAtAnyMoment_SomeVersionIsThereAsAWhole()
    {
        const int bytes = 1_500_000;
        var random = new Random(1);
        var store = new FileBlobStore(_folder.Path);
        for (var round = 0; round < 6; round++)
        {
            using var writer = new WriterProcess("rewrite", _folder.Path, "k", $"{bytes}");
            Assert.Equal("begun", await writer.ReadLineAsync());
            for (var reads = random.Next(1, 30); reads > 0; reads--) await AssertWhole(store, bytes);
            writer.Kill();
            await AssertWhole(store, bytes);
        }

        Assert.NotNull(await new FileBlobStore(_folder.Path).WriteBytesAsync("k", [1], BlobCondition.None));
        Assert.Empty(Leftovers());
    }

    private static async Task AssertWhole(FileBlobStore store, int bytes)
    {
        var content = (await store.ReadBytesAsync("k", bytes))!.Bytes;
        Assert.Equal(bytes, content.Length);
        Assert.DoesNotContain(content.Distinct(), value => value != content[0]);
    }

    private string[] Leftovers() => Directory.GetFileSystemEntries(_folder[".writes"]);
}
