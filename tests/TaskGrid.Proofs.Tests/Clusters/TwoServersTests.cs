using System.Diagnostics;
using TaskGrid.Client;
using TaskGrid.Proofs.Processes;
using TaskGrid.Proofs.Stores;

namespace TaskGrid.Proofs.Tests.Clusters;

/// <summary>One server that writes and one that only reads, as processes of their own on one container.</summary>
public sealed class TwoServersTests(SampleBases bases) : IClassFixture<SampleBases>
{
    private static readonly TimeSpan SeenWithin = TimeSpan.FromSeconds(5);

    [AzuriteFact]
    public async Task Reader_OnTheContainerOfAWriter_ServesNewVersionsAndGoesOnWithoutTheStore()
    {
        using var folder = new ScratchFolder();
        using var azurite = new AzuriteProcess();
        await azurite.StartAsync();
        var settings = new ServerSettings
        {
            Store = StoreAddress.NewContainer(azurite), Bases = bases.Path, Folder = folder["writer"], Node = "writer",
        };
        using var writer = ServerProcess.Start(settings);
        using var write = Client(await writer.ReadyAsync());
        await GridData.TrainAsync(write, "reviews", GridData.Rows(24));
        using var reader = ServerProcess.Start(
            settings with { Folder = folder["reader"], Node = "reader", ReadOnly = true });
        using var read = Client(await reader.ReadyAsync());
        Assert.Equal(1, await VersionAsync(read));
        var refused = await Assert.ThrowsAsync<TaskGridException>(
            () => read.Tasks.SetAliasAsync("reviews", "canary", [new AliasTarget(1)]));
        Assert.Equal(ErrorCodes.ReadOnly, refused.Code);

        await PublishAsync(write, 2);
        await AssertSeenAsync(read, 2);

        await azurite.StopAsync();
        var away = Stopwatch.StartNew();
        while (away.Elapsed < SeenWithin) Assert.Equal(2, await VersionAsync(read));
        await azurite.StartAsync();
        await PublishAsync(write, 3);
        await AssertSeenAsync(read, 3);
    }

    private static TaskGridClient Client(Uri endpoint) => new(new TaskGridClientOptions { Endpoint = endpoint });

    private static async Task PublishAsync(TaskGridClient grid, int version)
    {
        await using var diff = await grid.Tasks.OpenDiffAsync("reviews", 1);
        using var file = new MemoryStream();
        await diff.CopyToAsync(file);
        var copy = new DiffCopies(file.ToArray()).Create(version);
        Assert.Equal(
            version, (await grid.Tasks.ImportVersionAsync("reviews", new MemoryStream(copy), AliasSnapshot.Live)).Number);
    }

    private static async Task AssertSeenAsync(TaskGridClient grid, int version)
    {
        var published = Stopwatch.StartNew();
        while (await VersionAsync(grid) != version)
            Assert.True(published.Elapsed < SeenWithin, $"Version {version} is not served after {published.Elapsed}.");
    }

    private static async Task<int> VersionAsync(TaskGridClient grid) =>
        (await grid.PredictAsync(new PredictRequest { Model = "reviews", Inputs = [new("a good film")] })).Version;
}
