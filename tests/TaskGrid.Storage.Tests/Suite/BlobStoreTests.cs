using System.Security.Cryptography;

namespace TaskGrid.Storage.Tests.Suite;

/// <summary>What every <see cref="IBlobStore"/> does. An implementation inherits it all.</summary>
public abstract class BlobStoreTests
{
    private const int LongBytes = 20_000_001; // several blocks, and one that is not full

    /// <summary>An empty store of this test, opened once more at each call.</summary>
    protected abstract IBlobStore Open();

    /// <summary>A store that cannot be used.</summary>
    protected abstract IBlobStore OpenUnavailable();

    [StoreFact]
    public async Task OpenAndFind_NothingThere_AnswerNull()
    {
        Assert.Null(await Open().OpenAsync("a/b"));
        Assert.Null(await Open().FindAsync("a/b"));
    }

    [StoreFact]
    public async Task Write_NewBlob_IsReadAndDescribedAlike()
    {
        var store = Open();
        var eTag = await store.WriteBytesAsync("a/b.json", [1, 2, 3], BlobCondition.None);

        var read = await Open().ReadBytesAsync("a/b.json", 3);
        Assert.NotNull(read);
        Assert.Equal([1, 2, 3], read.Bytes);
        Assert.Equal(("a/b.json", eTag, 3L), (read.Info.Key, read.Info.ETag, read.Info.Bytes));
        Assert.Equal(read.Info, await store.FindAsync("a/b.json"));
        Assert.Equal([read.Info], await KeysOf(store, "a/b.json"));
        Assert.InRange(read.Info.ModifiedAt, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
    }

    [StoreFact]
    public async Task Write_EmptyContent_IsABlob()
    {
        await Open().WriteBytesAsync("empty", [], BlobCondition.IfAbsent);
        Assert.Empty((await Open().ReadBytesAsync("empty", 0))!.Bytes);
    }

    [StoreFact]
    public async Task Write_StreamNotAtItsBeginning_WritesTheRest()
    {
        await Open().WriteAsync("rest", new MemoryStream([1, 2, 3, 4]) { Position = 2 }, BlobCondition.None);
        Assert.Equal([3, 4], (await Open().ReadBytesAsync("rest", 9))!.Bytes);
    }

    [StoreFact]
    public async Task Write_IfAbsent_HoldsOnceOnly()
    {
        var store = Open();
        Assert.NotNull(await store.WriteBytesAsync("once", [1], BlobCondition.IfAbsent));
        Assert.Null(await store.WriteBytesAsync("once", [2], BlobCondition.IfAbsent));
        Assert.Equal([1], (await store.ReadBytesAsync("once", 1))!.Bytes);
    }

    [StoreFact]
    public async Task Write_IfMatch_HoldsForTheLatestETagOnly()
    {
        var store = Open();
        var first = (await store.WriteBytesAsync("k", [1], BlobCondition.None))!;
        var second = (await store.WriteBytesAsync("k", [2], BlobCondition.IfMatch(first)))!;

        Assert.NotEqual(first, second);
        Assert.Null(await store.WriteBytesAsync("k", [3], BlobCondition.IfMatch(first)));
        Assert.Equal([2], (await store.ReadBytesAsync("k", 1))!.Bytes);
        Assert.NotNull(await store.WriteBytesAsync("k", [3], BlobCondition.IfMatch(second)));
    }

    [StoreFact]
    public async Task Write_IfMatchAndNothingThere_AnswersNull()
    {
        var store = Open();
        var eTag = (await store.WriteBytesAsync("other", [1], BlobCondition.None))!;
        Assert.Null(await store.WriteBytesAsync("none", [1], BlobCondition.IfMatch(eTag)));
        Assert.Null(await store.FindAsync("none"));
    }

    [StoreFact]
    public async Task Write_LongStreamsOfOneLength_HaveTheirContentsAndDifferentETags()
    {
        var store = Open();
        var first = (await store.WriteAsync("long", new PatternStream(LongBytes), BlobCondition.IfAbsent))!;
        Assert.Null(await store.WriteAsync("long", new PatternStream(LongBytes), BlobCondition.IfAbsent));
        await using (var blob = await store.OpenAsync("long"))
        {
            Assert.Equal((first, (long)LongBytes), (blob!.Info.ETag, blob.Info.Bytes));
            Assert.Equal(
                await SHA256.HashDataAsync(new PatternStream(LongBytes)), await SHA256.HashDataAsync(blob.Content));
        }

        var content = RandomNumberGenerator.GetBytes(LongBytes);
        var second = (await store.WriteBytesAsync("long", content, BlobCondition.IfMatch(first)))!;
        Assert.NotEqual(first, second);
        Assert.Equal(second, (await store.FindAsync("long"))!.ETag);
        Assert.Null(await store.WriteAsync("long", new PatternStream(LongBytes), BlobCondition.IfMatch(first)));
        Assert.Equal(content, (await store.ReadBytesAsync("long", LongBytes))!.Bytes);
    }

    [StoreFact]
    public async Task Write_LongStreamsAtOnce_OneOfThemIsThereAsAWhole()
    {
        byte[][] contents = [.. Enumerable.Range(1, 3).Select(value => Filled(LongBytes, (byte)value))];
        await Task.WhenAll(contents.Select(async content =>
        {
            try
            {
                await Open().WriteBytesAsync("k", content, BlobCondition.None);
            }
            catch (TaskGridException exception) when (exception.Code == ErrorCodes.StoreUnavailable)
            {
                // A service may refuse a writer whose blocks another one's commit has thrown away.
            }
        }));

        var read = (await Open().ReadBytesAsync("k", LongBytes))!.Bytes;
        Assert.Equal(Filled(LongBytes, read[0]), read);
    }

    [StoreFact]
    public async Task Open_OverwrittenWhileItIsRead_StaysOneVersion()
    {
        var store = Open();
        await store.WriteBytesAsync("k", Filled(3_000_000, 1), BlobCondition.None);
        await using var blob = (await store.OpenAsync("k"))!;
        await store.WriteBytesAsync("k", Filled(3_000_000, 2), BlobCondition.None);

        var read = new byte[3_000_000];
        await blob.Content.ReadExactlyAsync(read);
        Assert.Equal(Filled(3_000_000, 1), read);
    }

    [StoreFact]
    public async Task Write_ManyTasksIncrementACounter_NoneIsLost()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var store = Open();
            for (var i = 0; i < 5; i++) await Counter.IncrementAsync(store, "counter");
        }));
        Assert.Equal(40, await Counter.ReadAsync(Open(), "counter"));
    }

    [StoreFact]
    public async Task Write_ManyTasksIfAbsent_OneWins()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(
            i => Open().WriteBytesAsync("winner", [(byte)i], BlobCondition.IfAbsent)));
        var winner = Assert.Single(Enumerable.Range(0, 16), i => answers[i] is not null);
        Assert.Equal([(byte)winner], (await Open().ReadBytesAsync("winner", 1))!.Bytes);
    }

    [StoreFact]
    public async Task Delete_Blob_IsGoneOnce()
    {
        var store = Open();
        await store.WriteBytesAsync("a/b/c", [1], BlobCondition.None);
        Assert.True(await store.DeleteAsync("a/b/c"));
        Assert.False(await store.DeleteAsync("a/b/c"));
        Assert.Null(await store.FindAsync("a/b/c"));
        Assert.Empty(await KeysOf(store, ""));
        // Nothing of the deleted key is in the way of a shorter one.
        Assert.NotNull(await store.WriteBytesAsync("a", [1], BlobCondition.IfAbsent));
    }

    [StoreFact]
    public async Task Delete_IfMatch_HoldsForTheLatestETagOnly()
    {
        var store = Open();
        var first = (await store.WriteBytesAsync("k", [1], BlobCondition.None))!;
        var second = (await store.WriteBytesAsync("k", [2], BlobCondition.None))!;
        Assert.False(await store.DeleteAsync("k", first));
        Assert.False(await store.DeleteAsync("none", first));
        Assert.True(await store.DeleteAsync("k", second));
    }

    [StoreFact]
    public async Task List_AnyOrderOfWriting_IsOrdinalAndByPrefix()
    {
        string[] keys = ["B", "a-b/x", "a.b", "a/b", "a/b.c/d", "a/b0", "ab", "b/a", "b/b/a/c"];
        var store = Open();
        foreach (var key in keys.Reverse()) await store.WriteBytesAsync(key, [1], BlobCondition.None);

        foreach (var prefix in (string[])["", "a", "a/", "a/b", "b/b/a", "b/b/a/c", "c", "a/b/", "../"])
        {
            var expected = keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal));
            Assert.Equal(expected, (await KeysOf(store, prefix)).Select(blob => blob.Key));
        }
    }

    [StoreFact]
    public async Task EveryCall_KeyBreaksTheRule_SaysInvalidArgument()
    {
        string[] keys = ["", "/a", "a/", "a//b", "../a", "a/../b", ".a", "a/.locks", "a b", "ä", "a\\b", "a\n"];
        foreach (var key in keys)
        {
            await Fails(ErrorCodes.InvalidArgument, store => store.OpenAsync(key));
            await Fails(ErrorCodes.InvalidArgument, store => store.FindAsync(key));
            await Fails(ErrorCodes.InvalidArgument, store => store.WriteBytesAsync(key, [1], BlobCondition.None));
            await Fails(ErrorCodes.InvalidArgument, store => store.DeleteAsync(key));
        }
    }

    [StoreFact]
    public async Task EveryCall_Cancelled_DoesNothing()
    {
        var store = Open();
        await store.WriteBytesAsync("k", [1], BlobCondition.None);
        var cancelled = new CancellationToken(canceled: true);

        await IsCancelled(() => store.OpenAsync("k", cancelled));
        await IsCancelled(() => store.FindAsync("k", cancelled));
        await IsCancelled(() => store.WriteBytesAsync("k", [2], BlobCondition.None, cancelled));
        await IsCancelled(() => store.DeleteAsync("k", null, cancelled));
        await IsCancelled(async () => await store.ListAsync("", cancelled).GetAsyncEnumerator().MoveNextAsync());
        Assert.Equal([1], (await store.ReadBytesAsync("k", 1))!.Bytes);
    }

    [StoreFact]
    public async Task Write_CancelledInTheMiddle_LeavesTheOldContent()
    {
        var store = Open();
        await store.WriteBytesAsync("k", [1], BlobCondition.None);
        using var cancellation = new CancellationTokenSource();
        var content = new CancellingStream(new PatternStream(LongBytes), LongBytes / 2, cancellation);

        await IsCancelled(() => store.WriteAsync("k", content, BlobCondition.None, cancellation.Token));
        Assert.Equal([1], (await store.ReadBytesAsync("k", 1))!.Bytes);
        Assert.Equal(["k"], (await KeysOf(store, "")).Select(blob => blob.Key));
    }

    [StoreFact]
    public async Task ReadBytes_LongerThanExpected_SaysStoreInvalid()
    {
        var store = Open();
        await store.WriteBytesAsync("k", [1, 2], BlobCondition.None);
        var error = await Assert.ThrowsAsync<TaskGridException>(() => store.ReadBytesAsync("k", 1));
        Assert.Equal(ErrorCodes.StoreInvalid, error.Code);
        Assert.Contains("'k'", error.Message, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task EveryCall_StoreCannotBeUsed_SaysStoreUnavailableWithItsName()
    {
        var store = OpenUnavailable();
        await IsUnavailable(store, () => store.WriteBytesAsync("k", [1], BlobCondition.None));
        if (store is FileBlobStore) return; // a folder that is not there yet is an empty store
        await IsUnavailable(store, () => store.OpenAsync("k"));
        await IsUnavailable(store, () => store.FindAsync("k"));
        await IsUnavailable(store, () => store.DeleteAsync("k"));
        await IsUnavailable(store, async () => await store.ListAsync("").GetAsyncEnumerator().MoveNextAsync());
    }

    protected static async Task<List<BlobInfo>> KeysOf(IBlobStore store, string prefix)
    {
        List<BlobInfo> blobs = [];
        await foreach (var blob in store.ListAsync(prefix)) blobs.Add(blob);
        return blobs;
    }

    private static byte[] Filled(int length, byte value)
    {
        var content = new byte[length];
        content.AsSpan().Fill(value);
        return content;
    }

    private static async Task IsCancelled(Func<Task> call) =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(call);

    private static async Task IsUnavailable(IBlobStore store, Func<Task> call)
    {
        var error = await Assert.ThrowsAsync<TaskGridException>(call);
        Assert.Equal(ErrorCodes.StoreUnavailable, error.Code);
        Assert.Contains(store.Name, error.Message, StringComparison.Ordinal);
    }

    private async Task Fails(string code, Func<IBlobStore, Task> call) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<TaskGridException>(() => call(Open()))).Code);
}
