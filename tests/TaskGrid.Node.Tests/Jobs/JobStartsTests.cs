using TaskGrid.Storage;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Node.Tests.Jobs;

public sealed class JobStartsTests(SampleBases bases) : IClassFixture<SampleBases>, IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Submit_FromACheckpointThatIsReplacedMeanwhile_TakesTheNewer(bool isReplaced)
    {
        var documents = new GridDocuments(new FileBlobStore(_folder["store"]));
        string? replacing = null;
        await using var node = await EmbeddedGrid.StartAsync(
            new HookedStore(documents.Store, read: async key =>
            {
                if (key != replacing) return;
                replacing = null;
                if (isReplaced) await StoreAsync(key.Split('/')[^2], step: 9);
                await documents.Store.DeleteAsync(key);
            }),
            bases.Path,
            new EmbeddedGridOptions { Slots = 0, LocalFolder = _folder["local"] });
        var grid = node.ForTenant("t");
        var spec = GridData.Job("reviews", (await GridData.UploadAsync(grid, GridData.Rows(24))).Id);
        var first = await grid.Jobs.SubmitAsync(spec);
        replacing = await StoreAsync(first.Id, step: 5);

        var submitting = grid.Jobs.SubmitAsync(spec with { ContinueFrom = first.Id });

        if (isReplaced) Assert.Equal(9, (await submitting).Checkpoint!.Step);
        else Assert.Equal(ErrorCodes.CheckpointNotFound, (await Assert.ThrowsAsync<TaskGridException>(() => submitting)).Code);

        async Task<string> StoreAsync(string job, int step)
        {
            var key = GridKeys.Checkpoint("t", job, 1, step);
            await documents.Store.WriteBytesAsync(key, [1], BlobCondition.None);
            var info = new JobCheckpoint(step, 0.5, 1, DateTimeOffset.UtcNow);
            await documents.Jobs.UpdateAsync(
                GridKeys.Job("t", job), old => old! with { Checkpoint = new JobCheckpointState(key, info) }, default);
            return key;
        }
    }
}
