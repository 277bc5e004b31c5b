using TaskGrid.Storage;

namespace TaskGrid.Node.Tests.Documents;

public sealed class IdempotentRequestsTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private int _calls;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Removal_ThatFails_IsTriedAgainUntilItIsDone()
    {
        for (var i = 0; i < 2; i++)
        {
            var error = await Assert.ThrowsAsync<TaskGridException>(() => RemoveAsync("a", ErrorCodes.StoreUnavailable));
            Assert.Equal(ErrorCodes.StoreUnavailable, error.Code);
        }

        await RemoveAsync("a", null);
        await RemoveAsync("a", null);
        Assert.Equal(3, _calls);
    }

    [Fact]
    public async Task Removal_OfWhatIsNotThere_IsDoneOnlyWhenItWasBegunBefore()
    {
        await Assert.ThrowsAsync<TaskGridException>(() => RemoveAsync("b", ErrorCodes.TaskNotFound));
        await Assert.ThrowsAsync<TaskGridException>(() => RemoveAsync("b", ErrorCodes.StoreUnavailable));
        await RemoveAsync("b", ErrorCodes.TaskNotFound);
        await RemoveAsync("b", null);
        Assert.Equal(3, _calls);
    }

    [Fact]
    public async Task Making_OfSomethingElseWithTheSameKey_SaysNothingOfThis()
    {
        foreach (var id in (string[])["a", "a", "b", "b"]) Assert.Equal(id, await MakeAsync(id));
        Assert.Equal(3, _calls);
    }

    // What it finds is there without a call.
    private Task<string> MakeAsync(string id) => Requests().MakeAsync(
        "t",
        "make",
        "key",
        id,
        () =>
        {
            _calls++;
            return Task.FromResult(id);
        },
        () => Task.FromResult(id),
        default);

    private IdempotentRequests Requests() => new(new GridDocuments(new FileBlobStore(_folder.Path)), TimeProvider.System);

    private Task RemoveAsync(string key, string? failure) =>
        Requests().RemoveAsync(
            "t",
            "delete-task",
            key,
            "reviews",
            () =>
            {
                _calls++;
                return failure is null ? Task.CompletedTask : Task.FromException(new TaskGridException(failure, "It failed."));
            },
            default);
}
