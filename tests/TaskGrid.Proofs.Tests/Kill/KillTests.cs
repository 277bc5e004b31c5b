using TaskGrid.Proofs.Kill;
using TaskGrid.Proofs.Stores;
using Xunit.Abstractions;

namespace TaskGrid.Proofs.Tests.Kill;

/// <summary>The short form of <c>./taskgrid bench kill</c>.</summary>
public sealed class KillTests(SampleBases bases, ITestOutputHelper output) : IClassFixture<SampleBases>
{
    [Fact]
    public async Task Jobs_WhileTheirServerIsKilledAgainAndAgain_EndAsIfItHadNotBeen()
    {
        using var folder = new ScratchFolder();
        var proof = new KillProof(bases.Path, new KillPlan(Epochs: 1), output.WriteLine);
        await ProveAsync(proof, 6, new StoreAddress(folder["store"]));
        if (AzuriteProcess.Missing is { } missing)
        {
            output.WriteLine($"Only on a folder: a container {missing}.");
            return;
        }

        using var azurite = new AzuriteProcess();
        await azurite.StartAsync();
        await ProveAsync(proof, 4, StoreAddress.NewContainer(azurite));
    }

    private static async Task ProveAsync(KillProof proof, int kills, StoreAddress store)
    {
        var outcome = await proof.RunAsync(kills, store);
        Assert.Empty(outcome.Problems);
        Assert.NotEqual(0, outcome.TakenUpAgain);
    }
}
