using TaskGrid.Storage;

namespace TaskGrid.Node.Tests.Documents;

public sealed class DocumentStoreTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Document_ThatCouldNotBeReadAgain_IsNotWritten()
    {
        var (tasks, key) = (new GridDocuments(new FileBlobStore(_folder.Path)).Tasks, GridKeys.Task("t", "reviews"));
        var small = new TaskState { Spec = new TaskSpec { Name = "reviews" }, CreatedAt = DateTimeOffset.UnixEpoch };
        await tasks.UpdateAsync(key, _ => small, default);
        var large = small with { Spec = small.Spec with { Description = new string('x', 17 << 20) } };
        var error = await Assert.ThrowsAsync<TaskGridException>(() => tasks.UpdateAsync(key, _ => large, default));
        Assert.Equal(ErrorCodes.TooLarge, error.Code);
        Assert.Contains("keepVersions", error.Message, StringComparison.Ordinal);
        Assert.Equal(small.Spec, (await tasks.FindAsync(key, default))!.Spec);
    }
}
