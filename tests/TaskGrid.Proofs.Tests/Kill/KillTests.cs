using TaskGrid.Proofs.Stores;

namespace TaskGrid.Proofs.Tests.Kill;

/// <summary>The short form of <c>./taskgrid bench kill</c>.</summary>
public sealed class KillTests(KillFixture fixture) : IClassFixture<KillFixture>
{
    [Fact]
    public async Task Jobs_OnAFolderWhileTheirServerIsKilled_EndAsIfItHadNotBeen()
    {
        using var folder = new ScratchFolder();
        await ProveAsync(6, new StoreAddress(folder["store"]));
    }

    [AzuriteFact]
    public async Task Jobs_OnAContainerWhileTheirServerIsKilled_EndAsIfItHadNotBeen()
    {
        using var azurite = new AzuriteProcess();
        await azurite.StartAsync();
        await ProveAsync(4, StoreAddress.NewContainer(azurite));
    }

    private async Task ProveAsync(int kills, StoreAddress store)
    {
        var outcome = await fixture.Proof.RunAsync(kills, store);
        Assert.Empty(outcome.Problems);
        Assert.NotEqual(0, outcome.TakenUpAgain);
    }
}
