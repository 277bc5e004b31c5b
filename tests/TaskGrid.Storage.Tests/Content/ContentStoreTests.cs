using System.Security.Cryptography;
using TaskGrid.Storage.Tests.Suite;

namespace TaskGrid.Storage.Tests.Content;

public sealed class ContentStoreTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(3_000_000)]
    public async Task Add_AnyLength_IsReadBackByItsHash(int bytes)
    {
        var content = new ContentStore(Files());
        var hash = await content.AddAsync(new PatternStream(bytes));

        Assert.Equal(Convert.ToHexStringLower(await SHA256.HashDataAsync(new PatternStream(bytes))), hash);
        Assert.True(await content.ContainsAsync(hash));
        await using var read = await content.OpenAsync(hash);
        Assert.Equal((0L, (long)bytes), (read.Position, read.Length));
        Assert.Equal(hash, Convert.ToHexStringLower(await SHA256.HashDataAsync(read)));
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(await content.ReadAsync(hash))));
    }

    [Fact]
    public async Task Add_SameContentAgain_IsNotWrittenAgain()
    {
        var content = new ContentStore(Files());
        var hash = await content.AddAsync(new MemoryStream([1]));
        var before = File.GetLastWriteTimeUtc(PathOf(hash));
        Assert.Equal(hash, await content.AddAsync(new MemoryStream([1])));
        Assert.Equal(before, File.GetLastWriteTimeUtc(PathOf(hash)));
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 4 })]
    [InlineData(new byte[] { 1, 2 })]
    [InlineData(new byte[] { 1, 2, 3, 4 })]
    public async Task Open_Damaged_SaysContentDamagedAndTheKey(byte[] found)
    {
        var content = new ContentStore(Files());
        var hash = await content.AddAsync(new MemoryStream([1, 2, 3]));
        await File.WriteAllBytesAsync(PathOf(hash), found);

        foreach (var read in (Func<Task>[])[() => content.OpenAsync(hash), () => content.ReadAsync(hash)])
        {
            var error = await Assert.ThrowsAsync<TaskGridException>(read);
            Assert.Equal(ErrorCodes.ContentDamaged, error.Code);
            Assert.Contains(ContentStore.KeyOf(hash), error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(Files().Name, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Add_StoredOneIsCutOff_IsRepaired()
    {
        var content = new ContentStore(Files());
        var hash = await content.AddAsync(new MemoryStream([1, 2, 3]));
        await File.WriteAllBytesAsync(PathOf(hash), [1, 2]);

        await content.AddAsync(new MemoryStream([1, 2, 3]));
        await using var read = await content.OpenAsync(hash);
        Assert.Equal(3, read.Length);
    }

    [Fact]
    public async Task Open_NotThere_SaysContentMissingAndTheKey()
    {
        var hash = new string('a', 64);
        var content = new ContentStore(Files());
        var error = await Assert.ThrowsAsync<TaskGridException>(() => content.OpenAsync(hash));
        Assert.Equal(ErrorCodes.ContentMissing, error.Code);
        Assert.Contains($"content/aa/{hash}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Files().Name, error.Message, StringComparison.Ordinal);
        Assert.Equal(error.Code, (await Assert.ThrowsAsync<TaskGridException>(() => content.ReadAsync(hash))).Code);
        Assert.False(await content.ContainsAsync(hash));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void KeyOf_NoHash_SaysInvalidArgument(string hash) => Assert.Equal(
        ErrorCodes.InvalidArgument, Assert.Throws<TaskGridException>(() => ContentStore.KeyOf(hash)).Code);

    [Fact]
    public async Task Add_StoreThatFailsAtTimes_NeverClaimsWhatIsNotThere()
    {
        var faulty = new FaultyBlobStore(
            Files(), new FaultRates { Fail = 0.1, FailAfterwards = 0.1, FalseCondition = 0.3, Delay = 0.1 }, seed: 3);
        var (sound, content) = (new ContentStore(Files()), new ContentStore(faulty));
        for (byte value = 0; value < 60; value++)
        {
            try
            {
                var hash = await content.AddAsync(new MemoryStream([value]));
                await using var read = await sound.OpenAsync(hash);
                Assert.Equal(value, read.ReadByte());
            }
            catch (TaskGridException exception) when (exception.Code == ErrorCodes.StoreUnavailable)
            {
            }
        }

        Assert.InRange(faulty.Faults, 10, 120);
    }

    private FileBlobStore Files() => new(_folder.Path);

    private string PathOf(string hash) => _folder[ContentStore.KeyOf(hash)];
}
