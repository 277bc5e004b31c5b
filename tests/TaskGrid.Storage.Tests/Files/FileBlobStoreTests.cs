using TaskGrid.Storage.Tests.Suite;

namespace TaskGrid.Storage.Tests.Files;

public sealed class FileBlobStoreTests : BlobStoreTests, IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Write_KeyIsTheBeginningOfAnother_SaysThatAFolderCannotHoldBoth()
    {
        var store = Open();
        await store.WriteBytesAsync("a/b/c", [1], BlobCondition.None);
        await store.WriteBytesAsync("d", [1], BlobCondition.None);

        await IsConflict(store, "a");
        await IsConflict(store, "a/b");
        await IsConflict(store, "d/e");
        await IsConflict(store, "d/e/f");
        Assert.Null(await store.OpenAsync("a"));
        Assert.Null(await store.OpenAsync("d/e"));
        Assert.Equal(["a/b/c", "d"], (await KeysOf(store, "")).Select(blob => blob.Key));
    }

    [Fact]
    public async Task ETag_SameContentAgain_IsAnother()
    {
        var store = Open();
        var first = await store.WriteBytesAsync("k", [1], BlobCondition.None);
        await store.WriteBytesAsync("k", [2], BlobCondition.None);
        Assert.NotEqual(first, await store.WriteBytesAsync("k", [1], BlobCondition.None));
    }

    [Fact]
    public async Task Write_LongBlobOverOneOfTheFuture_HasALaterTime()
    {
        var store = Open();
        var first = await store.WriteAsync("k", new PatternStream(2_000_000), BlobCondition.None);
        File.SetLastWriteTimeUtc(_folder["k"], DateTime.UtcNow.AddDays(1));
        var before = (await store.FindAsync("k"))!;
        var second = await store.WriteAsync("k", new PatternStream(2_000_000), BlobCondition.IfMatch(before.ETag));

        var after = (await store.FindAsync("k"))!;
        Assert.NotEqual(first, second);
        Assert.Equal(second, after.ETag);
        Assert.True(after.ModifiedAt > before.ModifiedAt);
    }

    [Fact]
    public async Task List_FilesThatAreNoBlobs_AreNotInIt()
    {
        var store = Open();
        await store.WriteBytesAsync("a/b", [1], BlobCondition.None);
        File.WriteAllText(_folder[".hidden"], "");
        File.WriteAllText(_folder["a/.b.tmp"], "");
        File.WriteAllText(_folder["a b"], "");
        Assert.Equal(["a/b"], (await KeysOf(store, "")).Select(blob => blob.Key));
        Assert.Equal([".hidden", ".locks", ".writes", "a", "a b"], _folder.Names());
    }

    [Fact]
    public async Task Reads_NoSuchFolder_DoNotMakeIt()
    {
        var store = new FileBlobStore(_folder["none"]);
        Assert.Null(await store.FindAsync("k"));
        Assert.False(await store.DeleteAsync("k"));
        Assert.Empty(await KeysOf(store, ""));
        Assert.Empty(_folder.Names());
    }

    [Fact]
    public void Open_PathOfAFile_SaysStoreUnavailable()
    {
        File.WriteAllText(_folder["f"], "");
        var error = Assert.Throws<TaskGridException>(() => new FileBlobStore(_folder["f"]));
        Assert.Equal(ErrorCodes.StoreUnavailable, error.Code);
    }

    [Fact]
    public async Task Write_LockIsHeldForTooLong_SaysWhichFile()
    {
        var store = new FileBlobStore(_folder.Path, TimeSpan.FromMilliseconds(20));
        await store.WriteBytesAsync("k", [1], BlobCondition.None);
        var file = Assert.Single(Directory.GetFiles(_folder[".locks"]));
        using var held = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var error = await Assert.ThrowsAsync<TaskGridException>(
            () => store.WriteBytesAsync("k", [2], BlobCondition.None));
        Assert.Equal(ErrorCodes.StoreUnavailable, error.Code);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Equal([1], (await store.ReadBytesAsync("k", 1))!.Bytes);
    }

    [Fact]
    public async Task Write_CancelledWhileItWaitsForTheLock_Ends()
    {
        var store = Open();
        await store.WriteBytesAsync("k", [1], BlobCondition.None);
        using var held = new FileStream(
            Assert.Single(Directory.GetFiles(_folder[".locks"])), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        using var cancellation = new CancellationTokenSource();
        var write = store.WriteBytesAsync("k", [2], BlobCondition.None, cancellation.Token);
        Assert.False(write.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        Assert.Empty(Directory.GetFileSystemEntries(_folder[".writes"]));
    }

    [Fact]
    public async Task WriteAndDelete_NeighboursInOneFolder_DoNotDisturbEachOther()
    {
        // Each delete removes the folder if it is empty, while others write into it.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            var store = Open();
            for (var round = 0; round < 100; round++)
            {
                Assert.NotNull(await store.WriteBytesAsync($"x/y/{i}", [1], BlobCondition.IfAbsent));
                Assert.True(await store.DeleteAsync($"x/y/{i}"));
            }
        })));
        Assert.Equal([".locks", ".writes"], _folder.Names());
    }

    protected override IBlobStore Open() => new FileBlobStore(_folder.Path);

    // Not even root may make files in sysfs.
    protected override IBlobStore OpenUnavailable() => new FileBlobStore("/sys/kernel/taskgrid");

    private static async Task IsConflict(IBlobStore store, string key)
    {
        var error = await Assert.ThrowsAsync<TaskGridException>(
            () => store.WriteBytesAsync(key, [1], BlobCondition.None));
        Assert.Equal(ErrorCodes.InvalidArgument, error.Code);
        Assert.Contains($"'{key}'", error.Message, StringComparison.Ordinal);
    }
}
