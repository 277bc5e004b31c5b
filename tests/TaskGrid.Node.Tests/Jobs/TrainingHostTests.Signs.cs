using TaskGrid.Storage;

namespace TaskGrid.Node.Tests.Jobs;

/// <summary>Signs of life, without which others take a node's jobs.</summary>
public sealed partial class TrainingHostTests
{
    [Fact]
    public async Task Node_WhoseLookTakesLong_StillSaysThatItIsThere()
    {
        var store = new FileBlobStore(_folder["store"]);
        await using var node = await StartAsync("node", store: new HookedStore(
            store, (key, stop) => key == GridKeys.Queue ? Task.Delay(Timeout.Infinite, stop) : Task.CompletedTask));
        var first = await SeenAtAsync();
        await EventuallyAsync(async () => await SeenAtAsync() > first + (NodePresence.Every / 2));
    }

    [Fact]
    public async Task Node_WhoseLastCheckpointTakesLong_StillSaysThatItIsThere()
    {
        var release = new TaskCompletionSource();
        var node = await StartAsync("node", store: Hooked("tenants/t/checkpoints/", () => release.Task));
        var id = (await SubmitAsync(node, "reviews", epochs: 1000)).Id;
        await EventuallyAsync(async () => (await node.ForTenant("t").Jobs.GetAsync(id)).Step > 0);
        var stopped = node.DisposeAsync().AsTask();
        var first = await SeenAtAsync();
        await EventuallyAsync(async () => await SeenAtAsync() > first + (NodePresence.Every / 2));
        Assert.False(stopped.IsCompleted);
        release.SetResult();
        await stopped;
    }

    private async Task<DateTimeOffset> SeenAtAsync() =>
        (await new GridDocuments(new FileBlobStore(_folder["store"])).Nodes.FindAsync(GridKeys.Node("node"), default))!.SeenAt;
}
