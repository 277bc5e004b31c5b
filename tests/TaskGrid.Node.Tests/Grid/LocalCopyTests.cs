namespace TaskGrid.Node.Tests.Grid;

public sealed class LocalCopyTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Copy_ThatCannotBeWritten_FailsWithACode()
    {
        using var content = new BreakingStream(new MemoryStream(new byte[100]), 10, () => new IOException("No space left."));
        var error = await Assert.ThrowsAsync<TaskGridException>(
            () => LocalCopy.CreateAsync(_folder.Path, content, "rows.tsv", default));
        Assert.Equal(ErrorCodes.StoreUnavailable, error.Code);
        Assert.Empty(Directory.GetDirectories(_folder.Path));
    }

    [Fact]
    public async Task Copy_OfAFileOfAnyName_IsReadAndGoesWithItsUse()
    {
        using (var copy = await LocalCopy.CreateAsync(_folder.Path, new MemoryStream([7]), "lock", default))
        {
            Assert.Equal("lock", Path.GetFileName(copy.Path));
            Assert.Equal([7], await File.ReadAllBytesAsync(copy.Path));
            LocalCopy.RemoveLeft(_folder.Path);
            Assert.True(File.Exists(copy.Path));
        }

        Assert.Empty(Directory.GetDirectories(_folder.Path));
    }
}
