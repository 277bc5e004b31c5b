namespace TaskGrid.Node.Tests.Grid;

public sealed class LocalCopyTests
{
    [Fact]
    public async Task Copy_ThatCannotBeWritten_FailsWithACode()
    {
        using var content = new BreakingStream(new MemoryStream(new byte[100]), 10, () => new IOException("No space left."));
        var error = await Assert.ThrowsAsync<TaskGridException>(() => LocalCopy.CreateAsync(content, "rows.tsv", default));
        Assert.Equal(ErrorCodes.StoreUnavailable, error.Code);
        Assert.False(File.Exists(error.Message.Split(' ')[2].TrimEnd(':')));
    }
}
